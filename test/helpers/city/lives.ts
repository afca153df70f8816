import {type Day, type Instant, plusDays, plusMilliseconds, startOf} from '../../../src/domain/days.ts';
import type {Hazard, HazardFacts} from '../../../src/domain/hazards/hazard.ts';

type Roll = (sides: number) => number;
/** One entry of a hazard's life: the move that made this picture, when, and who did it. */
export type Moment = {at: Instant; actor: string; action: string; hazard: Hazard};
export type Found = {
	id: string;
	number: string;
	siteId: string;
	communityId: string;
	domain: string;
	riskPointId: string;
	inspectionId: string;
	checklist: string;
	item: {id: string; title: string};
	place: string;
	on: Day;
	at: Instant;
	inspectors: [string, string];
};
type Step = {action: string; days: number; change: (hazard: Hazard, on: Day, at: Instant) => Partial<Hazard>};

const hour = 3_600_000;
const withFacts = (hazard: Hazard, facts: Partial<HazardFacts>): Pick<Hazard, 'facts'> => ({facts: {...hazard.facts, ...facts}});

/** A life from its registration on, cut off at `now`: mended on the spot, by notice, at the second look, struck off, or long open. */
export function lifeOf(found: Found, {manager, now}: {manager: string; now: Instant}, roll: Roll): Moment[] {
	const first = {at: found.at, actor: found.inspectors[0], action: 'registration', hazard: registered(found, roll)};
	const moments: Moment[] = [first];
	let day = found.on;
	for (const {action, days, change} of stepsOf(first.hazard, found, manager, roll)) {
		const last = moments.at(-1)!;
		day = plusDays(day, days);
		const at = later(plusMilliseconds(startOf(day), 9 * hour + roll(8 * hour)), last.at);
		if (at > now) break;
		const hazard = {...last.hazard, ...change(last.hazard, day, at), version: last.hazard.version + 1};
		moments.push({at, actor: manager, action, hazard});
	}
	return moments;
}

const later = (at: Instant, than: Instant): Instant => (at > than ? at : plusMilliseconds(than, 60_000));

function registered(found: Found, roll: Roll): Hazard {
	const {id, number, siteId, communityId, domain, riskPointId, inspectionId, checklist, item, place, on, at} = found;
	const die = roll(100);
	const days = [1, 3, 7, 7, 15, 30][roll(6)]!;
	return {
		id,
		number,
		state: 'registered',
		grade: die < 2 ? 'major' : die < 6 ? 'suspected-major' : 'general',
		route: roll(5) === 0 ? 'on-the-spot' : 'notice',
		round: 1,
		extension: 'none',
		listing: 'none',
		siteGone: 'none',
		closure: null,
		redFlag: roll(40) === 0,
		duplicateOf: null,
		recurrenceOf: null,
		siteId,
		riskPointId,
		inspectionId,
		itemId: item.id,
		checklist,
		domain,
		communityId,
		place,
		placeType: 'evacuation-route',
		description: item.title,
		requirement: '立即整改',
		criteria: [],
		controlIds: [],
		source: 'inspection',
		foundOn: on,
		registeredAt: at,
		dueOn: plusDays(on, days),
		originalDays: days,
		responsible: null,
		parties: {industry: null, territorial: null, entity: null},
		cause: null,
		endedAt: null,
		version: 1,
		facts: {filers: [...found.inspectors], photosBefore: [], photosAfter: [], reports: [], reinspections: [], deadlines: []},
	};
}

function stepsOf(hazard: Hazard, {inspectors}: Found, manager: string, roll: Roll): Step[] {
	const confirm: Step = {
		action: 'confirmation',
		days: roll(3),
		change: one => ({state: 'confirmed', ...withFacts(one, {confirmedBy: manager})}),
	};
	const end = (state: 'closed' | 'void', closure: Hazard['closure']): Step => ({
		action: state === 'void' ? 'voiding' : 'closing',
		days: roll(3),
		change: (_, __, at) => ({state, closure, endedAt: at}),
	});
	if (roll(100) < 3) return [end('void', null)];
	if (hazard.route === 'on-the-spot') return [confirm, end('closed', 'on-the-spot')];
	const notice: Step = {action: 'notice', days: roll(2), change: () => ({state: 'rectifying'})};
	// One in eight stays open for months: the long tail that fills the open list.
	const late = roll(8) === 0 ? 60 + roll(700) : 0;
	const look = (result: 'pass' | 'fail'): Step[] => [
		{
			action: 'report',
			days: 1 + roll(hazard.originalDays + 6) + late,
			change: (one, on, at) => ({
				state: 'reported',
				...withFacts(one, {
					reports: [...one.facts.reports, {round: one.round, by: 'site', onBehalf: false, on, text: '已整改', photos: [], at}],
				}),
			}),
		},
		{
			action: 'reinspection',
			days: 1 + roll(5),
			change: (one, on) => {
				const made = {round: one.round, inspectors: [...inspectors], result, on, photos: []};
				const facts = withFacts(one, {reinspections: [...one.facts.reinspections, made]});
				return result === 'pass'
					? {state: 'passed', ...facts}
					: {state: 'rectifying', round: one.round + 1, dueOn: plusDays(on, 7), ...facts};
			},
		},
	];
	const looks = roll(7) === 0 ? [...look('fail'), ...look('pass')] : look('pass');
	return [confirm, notice, ...looks, end('closed', 'reinspected')];
}
