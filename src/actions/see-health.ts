import type {Person} from '../domain/person.ts';
import type {Db} from '../store/engine.ts';
import {type GrantRecord, listGrants, listPeople} from '../store/people/people.ts';
import {type Area, listAreas} from '../store/register/areas.ts';
import {select} from '../store/rows.ts';

/** Whether the database answers. */
export const seeHealth = async (db: Db): Promise<boolean> =>
	select(db, 'select 1 as one').then(
		rows => rows.length === 1,
		() => false,
	);

/** What the page before the sign-in shows. */
export async function seeHome(db: Db): Promise<{office: string; people: Array<Person & {range: string}>}> {
	const areas = await listAreas(db);
	const office = areas.find(area => area.kind === 'subdistrict')?.name;
	const grants = await listGrants(db);
	const people = (await listPeople(db)).map(person => ({
		...person,
		range: rangeOf(
			grants.filter(grant => grant.personId === person.id),
			areas,
		),
	}));
	return {office: office ? `${office}办事处` : '尚未设置街道', people};
}

/** '全街道', '9 个居民区', '8 个居民区（限部分领域）', or '仅本人'. */
function rangeOf(grants: GrantRecord[], areas: Area[]): string {
	if (grants.length === 0) return '仅本人';
	const some = grants.some(grant => grant.domains !== null) ? '（限部分领域）' : '';
	const isWhole = grants.some(grant => areas.find(area => area.id === grant.areaId)?.kind === 'subdistrict');
	return `${isWhole ? '全街道' : `${grants.length} 个居民区`}${some}`;
}
