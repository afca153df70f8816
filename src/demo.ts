import {randomBytes} from 'node:crypto';
import {systemClock} from './clock.ts';
import {readConfig} from './config.ts';
import {prepare} from './daily.ts';
import {demoClock} from './demo/door.ts';
import {buildDemo} from './demo/history.ts';
import {openFonts, openServices, serve, starting} from './start.ts';
import {listPeople} from './store/people/people.ts';

// Builds the invented subdistrict once, then serves it. A second start keeps its DATA_DIR.
await starting(async () => {
	const config = readConfig(process.env);
	const services = await openServices(config, {demo: true, production: false});
	const people = await listPeople(services.reader);
	const say = (line: string) => process.stdout.write(`${line}\n`);
	for (const line of await openFonts(services, config)) say(line);
	if (people.length === 0) {
		const password = config.demoPassword ?? randomBytes(9).toString('base64url');
		say('正在生成演示街道（90 天的排查、隐患与整改通知书），约需一分钟……');
		const started = performance.now();
		const clock = demoClock();
		await buildDemo({...services, clock}, clock, systemClock.today(), password);
		say(`已生成，用时 ${((performance.now() - started) / 1000).toFixed(1)} 秒。`);
		say(`演示口令（所有账号）：${password}`);
	} else say('沿用已有的演示数据；口令为首次启动时所示。');
	await prepare(services);
	const address = await serve(services, config);
	say(`双重预防台账（演示）已启动：${address}`);
	say(`账号：${(await listPeople(services.reader)).map(person => person.account).join(' ')}`);
	say(`接口说明：${address}/api/docs`);
});
