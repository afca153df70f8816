import {type Assigned, assign, type Workload} from '../../src/domain/schedule/assign.ts';
import {travelOf} from '../helpers/assign-oracles.ts';
import {earliness, levelPeak, loads, medianWeek, stabbingBound, visitsIn} from '../helpers/level-bounds.ts';
import {largeCase} from '../helpers/workloads.ts';

// npm run bench -- assign: a district's quarter (3,000 sites, 50,000 points, 30 pairs), against bounds worked out from the workload alone.
const print = (line: string) => process.stdout.write(`${line}\n`);
const seconds = <T>(act: () => T): {value: T; cpu: number} => {
	const before = process.cpuUsage();
	const value = act();
	const {user, system} = process.cpuUsage(before);
	return {value, cpu: (user + system) / 1e6};
};

const idle = process.memoryUsage().rss / 1e6;
const seed = Number(process.argv[2] ?? 5);
const work = largeCase(seed);
const first = seconds(() => assign(work));
const peakMemory = process.memoryUsage().rss / 1e6;
const byDay = loads(work, first.value);
const all = byDay.flat();
const [bound, peak, visits] = [stabbingBound(work), levelPeak(work), visitsIn(work, first.value)];
print(`seed ${seed}: ${work.slots.length} slots, ${work.pairs.length} pairs, ${work.workdays.length} workdays`);
print(`late: ${first.value.late.length}`);
print(`visits: ${visits}, stabbing bound ${bound}: ${(visits / bound).toFixed(3)} ×`);
print(
	`busiest pair-day: ${Math.max(...all)} min, peak of perfect levelling ${peak.toFixed(1)}: ${(Math.max(...all) / peak).toFixed(3)} ×`,
);
print(
	`max/mean of the median week: ${medianWeek(byDay).toFixed(3)}; mean load ${(all.reduce((a, b) => a + b, 0) / all.length).toFixed(1)} min`,
);
print(
	`travel: ${(travelOf(work, first.value) / 1000).toFixed(0)} km, ${(travelOf(work, first.value) / 1000 / all.length).toFixed(2)} km per pair-day`,
);
print(`done before the due day: ${earliness(work, first.value)}`);
print(`cpu: ${first.cpu.toFixed(2)} s; memory ${peakMemory.toFixed(0)} MB (${(peakMemory - idle).toFixed(0)} above idle)`);

const moved = (before: Assigned, after: Assigned, counts: (slotId: string) => boolean) => {
	const had = new Map(before.assignments.map(each => [each.slotId, `${each.day} ${each.pairId}`]));
	const changed = after.assignments.filter(
		each => counts(each.slotId) && had.has(each.slotId) && had.get(each.slotId) !== `${each.day} ${each.pairId}`,
	);
	return `${changed.length} of ${had.size} moved (${((changed.length / had.size) * 100).toFixed(2)} %)`;
};
const rerun = (title: string, change: (work: Workload) => Workload, counts: (slotId: string) => boolean = () => true) => {
	const again = seconds(() => assign({...change(work), previous: first.value.assignments}));
	print(
		`again, ${title}: ${moved(first.value, again.value, counts)}, late ${again.value.late.length}, cpu ${again.cpu.toFixed(2)} s`,
	);
};
rerun('nothing changed', same => same);
rerun('in another order', same => ({...same, slots: [...same.slots].reverse(), pairs: [...same.pairs].reverse()}));
const [{siteId: oldSite}] = work.slots as [Workload['slots'][number]];
rerun('a site added', same => ({
	...same,
	slots: [
		...same.slots,
		...same.slots.filter(({siteId}) => siteId === oldSite).map(slot => ({...slot, id: `new ${slot.id}`, siteId: 'a new site'})),
	],
}));
const [yesterday] = work.workdays;
const done = new Set(first.value.assignments.filter(({day}) => day === yesterday).map(({slotId}) => slotId));
rerun('a day passed', same => ({...same, workdays: same.workdays.slice(1), slots: same.slots.filter(({id}) => !done.has(id))}));
const [{id: gone}] = work.pairs as [Workload['pairs'][number]];
const handed = new Set(first.value.assignments.filter(({pairId}) => pairId === gone).map(({slotId}) => slotId));
rerun(
	'a pair left, those it had',
	same => ({...same, pairs: same.pairs.slice(1)}),
	id => handed.has(id),
);
rerun(
	'a pair left, all others',
	same => ({...same, pairs: same.pairs.slice(1)}),
	id => !handed.has(id),
);
