import {v5 as uuidv5} from 'uuid';
import {putGrant} from '../../src/actions/people/put-grant.ts';
import {putPerson} from '../../src/actions/people/put-person.ts';
import {putArea} from '../../src/actions/register/put-area.ts';
import type {Person, Role} from '../../src/domain/person.ts';
import type {App} from './app.ts';

const space = '6f1c1a52-5a5e-4a3e-9b7a-6d1a2f3b4c5d';
/** The same id for the same name in every test. */
export const idOf = (name: string): string => uuidv5(name, space);

export const nobody: Person = {
	id: idOf('system'),
	account: 'system',
	name: '系统',
	roles: ['administrator'],
	reviewer: false,
	phone: null,
	certificate: null,
	fromOn: '2020-01-01',
	toOn: null,
	version: 1,
};

/**
 * A subdistrict with three communities and one person of every kind. inspectors 1 and 2: communities 1 and 2, all domains;
 * inspector3: community 3, fire and gas; manager, leader, auditor, administrator: whole; manager2: community 1.
 */
export async function makeOffice(app: App) {
	const {services, contextOf} = app;
	const run = async <T>(act: (db: Parameters<Parameters<typeof services.queue.submit>[0]>[0]) => Promise<T>) =>
		services.queue.submit(act);
	const context = () => contextOf(nobody);
	await run(async db => putArea(db, context(), idOf('subdistrict'), {name: '新桦路街道', kind: 'subdistrict'}));
	const communities = [1, 2, 3].map(n => idOf(`community${n}`));
	for (const [i, id] of communities.entries()) {
		await run(async db =>
			putArea(db, context(), id, {name: `桦苑第${'一二三'[i]}居民区`, kind: 'community', parentId: idOf('subdistrict')}),
		);
	}
	const person = async (account: string, name: string, roles: Role[], areas: string[], domains: string[] | null = null) => {
		const {value} = await run(async db => putPerson(db, context(), idOf(account), {account, name, roles, fromOn: '2020-01-01'}));
		for (const area of areas) {
			await run(async db =>
				putGrant(db, context(), idOf(`${account}/${area}`), {personId: value.id, areaId: area, domains, fromOn: '2020-01-01'}),
			);
		}
		return value;
	};
	const whole = [idOf('subdistrict')];
	const [one, two, three] = communities as [string, string, string];
	return {
		communities,
		inspector1: await person('inspector1', '沈一帆', ['inspector'], [one, two]),
		inspector2: await person('inspector2', '顾二宁', ['inspector'], [one, two]),
		inspector3: await person('inspector3', '陆三省', ['inspector'], [three], ['fire', 'gas']),
		manager: await person('manager', '秦正', ['manager'], whole),
		manager2: await person('manager2', '尤明', ['manager'], [one]),
		leader: await person('leader', '严立', ['leader'], whole),
		auditor: await person('auditor', '施察', ['auditor'], whole),
		administrator: await person('administrator', '管理员', ['administrator'], whole),
		gridWorker: await person('grid1', '巫格', ['grid-worker'], []),
	};
}

export type Office = Awaited<ReturnType<typeof makeOffice>>;
