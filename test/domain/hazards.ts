import {readFileSync} from 'node:fs';
import type {CalendarYear} from '../../src/domain/content.ts';
import {dayCounter} from '../../src/domain/day-counter.ts';
import type {Hazard, HazardState} from '../../src/domain/hazards/hazard.ts';
import type {Actor, MoveBody, MoveContext} from '../../src/domain/hazards/hazard-moves.ts';
import type {DutyTerms} from '../../src/domain/tables.ts';

export const now = '2026-03-10T02:00:00.000Z';
export const context: MoveContext = {now, today: '2026-03-10', awaitedPhotos: []};
export const someone = (id: string, ...roles: Actor['roles'][number][]): Actor => ({id, roles});
export const filer = someone('filer', 'inspector');
export const colleague = someone('colleague', 'inspector');
export const manager = someone('manager', 'manager');
export const leader = someone('leader', 'leader');
export const contact = someone('contact', 'contact');

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
/** The office's terms as they are by default, and the calendars of 2025 and 2026. */
export const terms = json('forms/tables/duties.json').value as DutyTerms;
export const calendars = new Map([2025, 2026].map((year): [number, CalendarYear] => [year, json(`forms/calendar/${year}.json`)]));
export const count = dayCounter(calendars);

/** A general hazard as its filing leaves it. */
export const found = (changes: Partial<Hazard> = {}): Hazard => ({
	id: 'h1',
	number: 'YH-XH-2026-000001',
	state: 'registered',
	grade: 'general',
	route: 'notice',
	round: 1,
	extension: 'none',
	listing: 'none',
	siteGone: 'none',
	closure: null,
	redFlag: false,
	duplicateOf: null,
	recurrenceOf: null,
	siteId: 's1',
	riskPointId: 'p1',
	inspectionId: 'i1',
	itemId: 'F01',
	checklist: 'fire/daily@1',
	domain: 'fire',
	communityId: 'c1',
	place: '二楼楼梯口',
	placeType: 'stairwell',
	description: '堆放杂物',
	requirement: '清除',
	criteria: [],
	controlIds: [],
	source: 'inspection',
	foundOn: '2026-03-09',
	registeredAt: '2026-03-09T06:00:00.000Z',
	dueOn: '2026-03-16',
	originalDays: 7,
	responsible: null,
	parties: {industry: null, territorial: null, entity: '某店'},
	cause: null,
	endedAt: null,
	version: 1,
	facts: {filers: ['filer', 'filer2'], photosBefore: ['a'], photosAfter: [], reports: [], reinspections: [], deadlines: []},
	...changes,
});

/** A hazard that could be in this state, with what the state takes for granted. */
export const inState = (state: HazardState, changes: Partial<Hazard> = {}): Hazard => {
	const base = found({state, ...changes});
	if (state === 'noticed' && base.grade === 'general') base.grade = 'suspected-major';
	if (['closed', 'void', 'merged'].includes(state)) base.endedAt = now;
	if (state === 'closed') base.closure = 'reinspected';
	if (state === 'transferred')
		base.facts = {
			...base.facts,
			transfers: [
				{
					department: '消防',
					basis: '职责',
					enclosures: ['x'],
					replyBy: '2026-04-01',
					by: 'manager',
					at: now,
					from: 'rectifying',
					replies: [],
				},
			],
		};
	return base;
};

/** Everything any move may ask for, in one body. */
export const everything: MoveBody = {
	reason: '情况属实',
	photos: ['b'],
	attachments: ['c'],
	paperId: 'paper',
	text: '已清除',
	inspectors: ['colleague'],
	result: 'pass',
	cause: 'rule',
	dueOn: '2026-03-20',
	safeguards: '专人看守',
	granted: true,
	approved: true,
	grade: 'suspected-major',
	department: '消防救援支队',
	documentNumber: '沪消〔2026〕1号',
	decidedOn: '2026-03-10',
	to: 'regulator',
	on: '2026-03-10',
	name: '区应急局',
	form: '公示栏',
	level: 'district',
	by: '区安委办',
	listedOn: '2026-03-10',
	assessment: '已治理',
	basis: '消防法',
	enclosures: ['d'],
	replyBy: '2026-04-10',
	kind: 'received',
	of: 'h2',
	step: 'reminder',
	communityId: 'c2',
	measures: '清除并加锁',
	person: '张三',
	funds: '自筹',
	plan: '应急预案',
};
