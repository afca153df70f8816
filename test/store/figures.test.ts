import {tally} from '../../src/actions/figures/tally.ts';
import {dayOf, dueAt, plusMilliseconds, startOf} from '../../src/domain/days.ts';
import {type Count, countFigure} from '../../src/domain/figures/count.ts';
import {datesOf, type HazardDates} from '../../src/domain/figures/dates.ts';
import {figureIds, figureOf, type HazardFigure} from '../../src/domain/figures/figures.ts';
import {judgeOf, seenOf} from '../../src/domain/figures/seen.ts';
import {monthOf, quarterOf, type Split, splits, weekOf} from '../../src/domain/figures/splits.ts';
import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import {isInScope, type Scope} from '../../src/domain/scope.ts';
import type {FigureAsk} from '../../src/store/figures/scans.ts';
import {count, terms} from '../domain/hazards.ts';
import {type App, startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {liveHistories} from '../helpers/histories.ts';
import {dice} from '../helpers/lives.ts';
import {makeOffice} from '../helpers/office.ts';

type Known = HazardDates & {siteKind: string};
const judge = judgeOf(terms, count);
const hazardFigures = figureIds.filter(id => figureOf(id).source === 'hazards');

/** Every hazard's facts as a replay of the journal tells them at a moment. */
async function replay(app: App, at: string): Promise<Known[]> {
	const {reader} = app.services;
	const kinds = new Map((await reader('sites')).map(({id, kind}: {id: string; kind: string}) => [id, kind]));
	const last = new Map<string, Hazard>();
	for (const {subject, at: then, after} of await reader('journal').where('subject', 'like', 'hazard:%').orderBy('seq'))
		if (then <= at) last.set(subject, JSON.parse(after) as Hazard);
	return [...last.values()].map(hazard => ({...datesOf(hazard), siteKind: kinds.get(hazard.siteId)!}));
}

const parts: Record<Split, (dates: Known) => string[]> = {
	domain: ({domain}) => [domain],
	grade: ({grade}) => [grade],
	community: ({communityId}) => [communityId],
	'site-kind': ({siteKind}) => [siteKind],
	person: ({filers}) => filers,
	week: ({registeredOn}) => [weekOf(registeredOn)],
	month: ({registeredOn}) => [monthOf(registeredOn)],
	quarter: ({registeredOn}) => [quarterOf(registeredOn)],
};

/** The slow definition: one hazard after the other, each looked at by itself. */
function slowly(
	figure: HazardFigure,
	all: Known[],
	{from, until, today, scope}: FigureAsk,
	keep: (dates: Known) => boolean,
): Count {
	const looked = all.filter(
		dates =>
			isInScope(scope, dates.communityId, dates.domain) &&
			keep(dates) &&
			(figure.basis === 'standing' ? dates.standing === 'open' : dates.registeredAt >= from && dates.registeredAt < until),
	);
	return countFigure(
		figure,
		looked.map(dates => ({count: 1, seen: seenOf(dates, all, today, judge)})),
	);
}

const seeds = process.env.PROVE === 'full' ? [5, 1, 2, 3] : [5];
const title = 'every figure is what its plain definition says of a replayed journal, at any cut-off, split and scope';
eachEngine(title, async (t, kind) => {
	for (const [n, seed] of seeds.entries()) {
		const app = await startApp(t, {kind, today: '2026-01-05'});
		const office = await makeOffice(app);
		await liveHistories(app, office, {hazards: 80, seed, steps: 9});
		const end = app.clock.now();
		app.clock.forward(60_000);
		const roll = dice(3 + n);
		const length = Date.parse(end) - Date.parse('2026-01-05T00:00:00.000Z');
		const moments = [...Array(5).keys()].map(() => plusMilliseconds('2026-01-05T00:00:00.000Z', roll(length)));
		const [some] = await app.services.reader('journal').where('subject', 'like', 'hazard:%').offset(90).limit(1);
		const scopes: Scope[] = [
			'all',
			[
				{communities: office.communities.slice(0, 2), domains: ['gas']},
				{communities: [office.communities[2]!], domains: 'all'},
			],
		];
		const filled = new Set<string>();
		for (const at of [undefined, some.at, ...moments]) {
			const moment = at ?? app.clock.now();
			const all = await replay(app, moment);
			for (const [i, scope] of scopes.entries()) {
				const [fromOn, toOn] = i === 0 ? ['2026-01-01', '2026-12-31'] : ['2026-01-20', '2026-02-28'];
				const ask: FigureAsk = {scope, fromOn, toOn, from: startOf(fromOn), until: dueAt(toOn), at, today: dayOf(moment)};
				for (const split of at === undefined ? splits : [splits[roll(splits.length)]!]) {
					const tallies = await tally(app.services.reader, ask, hazardFigures, judge, split);
					for (const id of hazardFigures) {
						const figure = figureOf(id) as HazardFigure;
						const {total, parts: told} = tallies.get(id)!;
						t.deepEqual(
							total,
							slowly(figure, all, ask, () => true),
							`${id} ${at}`,
						);
						if ((total.denominator ?? total.numerator) > 0) filled.add(id);
						for (const [key, part] of told)
							t.deepEqual(
								part,
								slowly(figure, all, ask, dates => parts[split](dates).includes(key)),
								`${id} ${split} ${key} ${at}`,
							);
					}
				}
			}
		}
		if (n === 0)
			t.deepEqual(
				hazardFigures.filter(id => !filled.has(id)),
				[],
			);
	}
});
