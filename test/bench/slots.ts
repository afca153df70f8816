import {plusDays} from '../../src/domain/days.ts';
import {assign} from '../../src/domain/schedule/assign.ts';
import {positions} from '../../src/domain/schedule/position.ts';
import {dueSlots} from '../../src/domain/schedule/slots.ts';
import {planDays} from '../../src/domain/schedule/workdays.ts';
import {loadForms} from '../../src/forms.ts';
import {districtPoints} from '../helpers/district.ts';

// npm run bench -- slots [points] [days]: the windows of a district worked out and given out, without a register.
const print = (line: string) => process.stdout.write(`${line}\n`);
const points = Number(process.argv[2] ?? 50_000);
const horizonDays = Number(process.argv[3] ?? 90);
const today = '2026-03-02';
const plan = {
	id: '00000000-0000-4000-8000-000000000000',
	anchor: 'completion' as const,
	from: today,
	levels: {
		major: {interval: 'P1M', earlyDays: 10},
		significant: {interval: 'P3M', earlyDays: 30},
		moderate: {interval: 'P6M', earlyDays: 60},
		low: {interval: 'P12M', earlyDays: 90},
	},
};
const district = districtPoints({points, today});
const sites = new Map(district.sites.map(site => [site.id, site]));
const known = district.points.map(({lastCheckedOn, ...point}) => ({
	...point,
	startsOn: '2020-01-01',
	slots: [],
	...(lastCheckedOn && {lastCheckedOn}),
}));
const workdays = planDays(loadForms().calendars, [1, 2, 3, 4, 5], today, plusDays(today, horizonDays));
const pairs = Array.from({length: Math.max(1, Math.round((points * 30) / 50_000))}, (_, i) => ({
	id: `pair${i}`,
	people: [`p${i}`, `q${i}`],
	areas: null,
	minutesPerDay: 240,
	off: [],
}));

const idle = process.memoryUsage().rss;
const cpu = process.cpuUsage();
const spent = () => {
	const {user, system} = process.cpuUsage(cpu);
	return (user + system) / 1e6;
};
const slots = dueSlots(plan, known, [], today, horizonDays).filter(({dueOn}) => dueOn <= plusDays(today, horizonDays));
const worked = spent();
const where = positions(district.sites);
const work = slots.map(({id, pointId, siteId, level, opensOn, dueOn, graceOn}) => {
	const site = sites.get(siteId)!;
	return {id, pointId, siteId, areaId: site.areaId, level, opensOn, dueOn, graceOn, minutes: 6, ...where(site)};
});
const {assignments, late} = assign({slots: work, pairs, workdays, visitMinutes: 20});
const all = spent();
print(`${points} points, ${horizonDays} days: ${slots.length} slots in ${worked.toFixed(2)} s cpu`);
print(`${assignments.length} given out, ${late.length} late; with assignment ${all.toFixed(2)} s cpu`);
print(
	`${((process.resourceUsage().maxRSS * 1024 - idle) / 1e6).toFixed(0)} MB at most above ${(idle / 1e6).toFixed(0)} MB at rest`,
);
