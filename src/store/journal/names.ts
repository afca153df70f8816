import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';
import {isVisible} from './subjects.ts';

/** What people call a subject of each kind: its number, title or name. */
const names: Record<string, string> = {
	area: 'select id, name from areas',
	boundary: 'select id, name from areas',
	person: 'select id, name from people',
	team: 'select id, name from teams',
	plan: 'select id, name from plans',
	site: 'select id, name from sites',
	'risk-point': 'select id, name from risk_points',
	hazard: 'select id, number as name from hazards',
	inspection: 'select id, number as name from inspections',
	lead: 'select id, number as name from leads',
	measure: 'select id, title as name from measures',
	paper: 'select id, coalesce(number, title) as name from papers',
	report: 'select id, title as name from reports',
	'list-issue': 'select id, number as name from list_issues',
	slot: 'select s.id, p.name from slots s join risk_points p on p.id = s.risk_point_id',
	occupancy: 'select id, name from occupancies',
	assessment: 'select a.id, p.name from assessments a join risk_points p on p.id = a.risk_point_id',
	grant: 'select g.id, p.name from grants g join people p on p.id = g.person_id',
	leave: 'select l.id, p.name from leave l join people p on p.id = l.person_id',
};

/** The names of subjects (`site:…`) that the reader may see, by subject; the others are left out. `scope` null: reads the whole journal. */
export async function namesOf(
	db: Db,
	subjects: readonly string[],
	reader: {scope: Scope | null; personId: string},
): Promise<Record<string, string>> {
	const byKind = new Map<string, string[]>();
	for (const subject of subjects) {
		const [, kind = '', id = ''] = /^([^:]*):(.*)$/.exec(subject) ?? [];
		if (!Object.hasOwn(names, kind)) continue;
		const {scope} = reader;
		if (scope !== null && scope !== 'all' && !(await isVisible(db, subject, scope, reader.personId))) continue;
		byKind.set(kind, [...(byKind.get(kind) ?? []), id]);
	}
	const found: Record<string, string> = {};
	for (const [kind, ids] of byKind) {
		const sql = names[kind]!;
		const key = /^select (\S+),/.exec(sql)![1]!;
		const rows = await select<{id: string; name: string | null}>(db, `${sql} where ${key} in ${marks(ids)}`, ids);
		for (const {id, name} of rows) if (name !== null) found[`${kind}:${id}`] = name;
	}
	return found;
}
