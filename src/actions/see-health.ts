import type {Person} from '../domain/person.ts';
import {listAreas} from '../store/areas.ts';
import type {Db} from '../store/engine.ts';
import {listPeople} from '../store/people.ts';
import {select} from '../store/rows.ts';

/** Whether the database answers. */
export const seeHealth = async (db: Db): Promise<boolean> =>
	select(db, 'select 1 as one').then(
		rows => rows.length === 1,
		() => false,
	);

/** What the plain front page shows. */
export async function seeHome(db: Db): Promise<{office: string; people: Person[]}> {
	const areas = await listAreas(db);
	const office = areas.find(area => area.kind === 'subdistrict')?.name;
	return {office: office ? `${office}办事处` : '尚未设置街道', people: await listPeople(db)};
}
