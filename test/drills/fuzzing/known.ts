import {type Day, plusDays} from '../../../src/domain/days.ts';
import type {Services} from '../../../src/services.ts';
import {select} from '../../../src/store/rows.ts';

/** What a caller could know of the register: ids, hashes, words, versions. Refusals at the first gate find nothing. */
export type Known = {
	photos: string[];
	items: string[];
	versions: number[];
	/** Ids of things of the kind that a field or a path names; now and then of another kind. */
	idsFor: (name: string) => string[];
	textsFor: (name: string) => string[] | undefined;
	dayNear: (distance: number) => Day;
};

/** Field names and path segments, and whose ids stand there. */
const tableOf: Array<[RegExp, string]> = [
	[/area|communit|parent/i, 'areas'],
	[/person|people|inspector|withPerson|lead$|actor|by$|conductor/i, 'people'],
	[/riskPoint|risk-points|^point/i, 'risk_points'],
	[/site/i, 'sites'],
	[/hazard|duplicate|sameAs|^of$/i, 'hazards'],
	[/slot/i, 'slots'],
	[/plan/i, 'plans'],
	[/paper/i, 'papers'],
	[/inspection/i, 'inspections'],
	[/measure/i, 'measures'],
	[/team/i, 'teams'],
	[/leave/i, 'leave'],
	[/grant/i, 'grants'],
	[/report/i, 'reports'],
	[/issue/i, 'list_issues'],
	[/warning/i, 'weather_warnings'],
	[/leads/i, 'leads'],
	[/token/i, 'sessions'],
	[/assessment/i, 'assessments'],
	[/floor/i, 'floor_plans'],
];

/** Looks around; `hidden` are ids that nobody may stumble upon (the callers' own). */
export async function lookAround({reader, forms}: Services, today: Day, hidden: ReadonlySet<string>): Promise<Known> {
	const ids = new Map<string, string[]>();
	for (const table of new Set(tableOf.map(([, name]) => name))) {
		const rows = await select<{id: string}>(reader, `select id from ${table} order by seq desc limit 60`);
		ids.set(
			table,
			rows.map(({id}) => id).filter(id => !hidden.has(id)),
		);
	}
	const everything = [...ids.values()].flat();
	const photos = (await select<{id: string}>(reader, 'select id from photos order by seq limit 40')).map(({id}) => id);
	const pairs = (await select<{pairs: string}>(reader, 'select pairs from teams')).flatMap(
		({pairs: text}) => JSON.parse(text) as Array<{id: string}>,
	);
	const lists = [...forms.checklists.values()];
	const words: Record<string, string[]> = {
		domain: ['fire', 'gas', 'construction', 'underground'],
		domains: ['fire', 'gas', 'construction', 'underground'],
		checklist: lists.map(list => list.key),
		item: lists.flatMap(list => list.items.map(({id}) => id)).slice(0, 40),
		kind: [
			'shop',
			'restaurant',
			'rectification-notice',
			'reinspection-opinion',
			'inspection-record',
			'supervision-letter',
			'weekly',
			'monthly',
			'quarterly',
		],
		method: [...forms.methods.keys()],
		department: ['fire-rescue', 'housing', 'emergency', 'market'],
		after: [
			'',
			'x',
			Buffer.from('["2026-01-01",1]').toString('base64url'),
			Buffer.from('[]').toString('base64url'),
			Buffer.from('[null,null,null,null]').toString('base64url'),
			Buffer.from('[3,0,"2026-01-01",99999999999999]').toString('base64url'),
		],
		q: ['燃气', '隐患', 'YH-XH-2026-000001', "a'b", '%%', '__', '甲乙"', '( OR', 'NEAR(', '*:*', '𠮷野', '  '],
		subject: everything.slice(0, 40).map(id => `hazard:${id}`),
	};
	return {
		photos: photos.length > 0 ? photos : ['ab'.repeat(32)],
		items: ['F01', 'F02', 'F26', 'G01', 'C01', 'U01', 'L', 'E', 'C', 'S', 'major', 'low'],
		versions: [1, 1, 2, 3],
		idsFor: name => {
			const table = tableOf.find(([pattern]) => pattern.test(name))?.[1];
			const own = name === 'pairId' ? pairs.map(({id}) => id) : (ids.get(table ?? '') ?? []);
			return own.length > 0 ? own : everything;
		},
		textsFor: name => words[name],
		dayNear: distance => plusDays(today, distance),
	};
}
