import {readConfig} from './config.ts';
import {openServices, serve} from './start.ts';

// Production: no demo, no default password. The first administrator comes from `npm run cli -- create-administrator`.
const config = readConfig(process.env);
const services = await openServices(config, {demo: false, production: true});
const address = await serve(services, config);
for (const line of services.forms.calendars.has(Number(services.clock.today().slice(0, 4)) + 1) ? [] : [warning()])
	process.stderr.write(`${line}\n`);
process.stdout.write(`双重预防台账已启动：${address}\n`);

function warning(): string {
	const year = Number(services.clock.today().slice(0, 4)) + 1;
	return `【注意】${year} 年节假日安排尚未载入 forms/calendar/，该年工作日暂只按周末推算。`;
}
