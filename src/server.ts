import {readConfig} from './config.ts';
import {prepare} from './daily.ts';
import {openFonts, openServices, serve, starting} from './start.ts';

// Production: no demo, no default password. The first administrator comes from `npm run cli -- create-administrator`.
await starting(async () => {
	const config = readConfig(process.env);
	const services = await openServices(config, {demo: false, production: true});
	for (const line of await openFonts(services, config)) process.stdout.write(`${line}\n`);
	await prepare(services);
	process.stdout.write(`双重预防台账已启动：${await serve(services, config)}\n`);
});
