import {readConfig} from './config.ts';
import {prepare} from './daily.ts';
import {openServices, serve} from './start.ts';

// Production: no demo, no default password. The first administrator comes from `npm run cli -- create-administrator`.
const config = readConfig(process.env);
const services = await openServices(config, {demo: false, production: true});
await prepare(services);
process.stdout.write(`双重预防台账已启动：${await serve(services, config)}\n`);
