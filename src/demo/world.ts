import {readFileSync} from 'node:fs';
import path from 'node:path';
import {v5 as uuidv5} from 'uuid';
import type {Caller} from '../actions/context.ts';
import {type Day, plusDays} from '../domain/days.ts';
import type {Role} from '../domain/person.ts';
import {usccCheck} from '../domain/register/uscc.ts';
import {root} from '../root.ts';
import type {Door} from './door.ts';
import {sitePlace} from './ground.ts';
import type {Random} from './random.ts';

type Template = {kind: string; names: string[]; points: Array<[string, string, string]>};
export type World = {
	subdistrict: string;
	organisation: Record<string, unknown>;
	communities: string[];
	streets: string[];
	people: Array<[string, string, Role[], number[] | null, string[] | null, string | null]>;
	siteTemplates: Template[];
	extraTemplates: Template[];
	/** Title, kind, cause, text, lead, supporting, responsible, problem. */
	measures: Array<[string, string, string, string, string, string[], string, string]>;
};

export const readWorld = (): World => JSON.parse(readFileSync(path.join(root, 'db/seeds/demo/world.json'), 'utf8')) as World;

const space = '5a3c7d0e-9a57-4b6e-8f0e-1d2b3c4d5e6f';
export const idOf = (name: string): string => uuidv5(name, space);

/** Does what only an installer does: the first areas and people. */
export const installer: Caller = {
	person: {
		id: idOf('installer'),
		account: 'installer',
		name: '安装程序',
		roles: ['administrator'],
		reviewer: false,
		phone: null,
		certificate: null,
		fromOn: '2020-01-01',
		toOn: null,
		version: 1,
	},
	scope: 'all',
};

export async function makeOffice(door: Door, world: World, from: Day, password: string): Promise<void> {
	await door(installer, 'put', `/api/areas/${idOf('subdistrict')}`, {
		name: world.subdistrict,
		kind: 'subdistrict',
		population: 68_000,
	});
	for (const [i, name] of world.communities.entries()) {
		const body = {name: `${name}居民区`, kind: 'community', parentId: idOf('subdistrict'), population: 3200 + ((i * 397) % 1900)};
		await door(installer, 'put', `/api/areas/${communityId(i + 1)}`, body);
	}
	await door(installer, 'put', '/api/settings/organisation', world.organisation);
	for (const [account, name, roles, span, domains, certificate] of world.people) {
		const id = idOf(account);
		const body = {
			account,
			name,
			roles,
			password,
			fromOn: from,
			...(certificate && {certificate: {number: certificate, validTo: null}}),
		};
		await door(installer, 'put', `/api/people/${id}`, body);
		for (const areaId of areasOf(span)) {
			await door(installer, 'put', `/api/grants/${idOf(`${account}/${areaId}`)}`, {personId: id, areaId, domains, fromOn: from});
		}
	}
}

export const communityId = (n: number): string => idOf(`community${n}`);

/** null: the whole subdistrict; [1, 9]: communities 1 to 9; []: none. */
const areasOf = (span: number[] | null): string[] => {
	if (span === null) return [idOf('subdistrict')];
	const [first, last] = span;
	return first === undefined || last === undefined
		? []
		: Array.from({length: last - first + 1}, (_, i) => communityId(first + i));
};

export type DemoPoint = {id: string; siteId: string; domain: string; community: number};

/** Four or five sites in each community, three points each, assessed by LEC. */
export async function makeRegister(door: Door, world: World, random: Random, today: Day): Promise<DemoPoint[]> {
	const points: DemoPoint[] = [];
	for (let community = 1; community <= world.communities.length; community++) {
		const templates = pickTemplates(world, community);
		for (const [i, template] of templates.entries())
			points.push(...(await makeSite(door, world, random, community, i, template, today)));
	}
	return points;
}

/** Construction and underground belong to the team that holds all domains (communities 1 to 9). */
const pickTemplates = (world: World, community: number): Template[] => {
	const base = [0, 1, 2, 3].map(i => world.siteTemplates[(community + i) % world.siteTemplates.length]!);
	return community <= 9 ? [...base, world.extraTemplates[community % world.extraTemplates.length]!] : base;
};

async function makeSite(
	door: Door,
	world: World,
	random: Random,
	community: number,
	i: number,
	template: Template,
	today: Day,
): Promise<DemoPoint[]> {
	const siteId = idOf(`site${community}/${i}`);
	const name = template.names[(community + i) % template.names.length]!.replace('{c}', world.communities[community - 1]!);
	const number = 10 + ((community * 37 + i * 53) % 480);
	await door(idOf('manager'), 'put', `/api/sites/${siteId}`, {
		name: template.names[0]!.includes('{c}') ? name : `${name}（${world.communities[community - 1]}店）`,
		kind: template.kind,
		areaId: communityId(community),
		address: `${random.pick(world.streets)}${number}号`,
		position: sitePlace(community, i),
		occupant: occupantOf(name, community, i),
		tags: [],
		...responsibilityOf(community, i, today),
	});
	const made: DemoPoint[] = [];
	for (const [n, [domain, title, place]] of template.points.entries()) {
		const id = idOf(`point${community}/${i}/${n}`);
		await door(idOf('manager'), 'put', `/api/risk-points/${id}`, {siteId, domain, name: title, place, ...details(domain)});
		const factors = {L: random.pick([0.5, 1, 1, 3, 3, 6]), E: random.pick([3, 6, 6, 10]), C: random.pick([3, 7, 7, 15, 15, 40])};
		await door(idOf('manager'), 'post', `/api/risk-points/${id}/assessments`, {method: 'lec@1', factors});
		made.push({id, siteId, domain, community});
	}
	return made;
}

/** Most sites have named someone and signed a letter; here and there one has not, or let it run out. */
function responsibilityOf(community: number, i: number, today: Day) {
	const n = community * 5 + i;
	const surnames = ['滕', '计', '褚', '鲍', '邬', '窦', '岑'];
	const signedOn = plusDays(today, n % 11 === 3 ? -340 : -10 - n);
	return {
		safetyManager: n % 9 === 4 ? null : {name: `${surnames[n % surnames.length]}某`, phone: `021-0000${2000 + n}`},
		responsibilityLetter: n % 13 === 6 ? null : {signedOn, validTo: plusDays(signedOn, 364)},
	};
}

function occupantOf(name: string, community: number, i: number) {
	const stem = `91319999${String(community).padStart(2, '0')}${String(i)}DEM001`.padEnd(17, '0').slice(0, 17);
	const surnames = ['蒋', '韦', '尹', '祝', '柏', '闵', '卞', '阮'];
	return {
		name: `${name}（演示单位）`,
		uscc: `${stem}${usccCheck(stem)}`,
		responsible: `${surnames[(community + i) % surnames.length]}某`,
		phone: `021-0000${String(1000 + community * 10 + i)}`,
	};
}

const details = (domain: string) => detailsByDomain[domain] ?? {events: ['火灾'], controls: []};

const detailsByDomain: Record<string, {events: string[]; controls: unknown[]}> = {
	fire: {
		events: ['火灾', '人员疏散受阻'],
		controls: [
			{kind: 'management', text: '每日巡查疏散通道并记录', owner: '场所安全员', items: ['F01', 'F30']},
			{kind: 'engineering', text: '应急照明和疏散指示完好有效', owner: '物业工程部', items: ['F05', 'F06']},
			{kind: 'emergency', text: '灭火器在位有效', owner: '场所安全员', items: ['F07', 'F08']},
		],
	},
	gas: {
		events: ['可燃气体爆炸', '中毒和窒息'],
		controls: [
			{kind: 'engineering', text: '可燃气体报警装置与切断阀联动', owner: '经营者', items: ['G01']},
			{kind: 'training', text: '从业人员会关阀、会报警', owner: '经营者', items: ['G19']},
		],
	},
	construction: {
		events: ['高处坠落', '触电'],
		controls: [
			{kind: 'protective', text: '临边洞口防护到位', owner: '施工单位', items: ['C20']},
			{kind: 'management', text: '动火审批与看火', owner: '施工单位', items: ['C28']},
		],
	},
	underground: {
		events: ['淹溺', '火灾'],
		controls: [
			{kind: 'engineering', text: '挡水板与排水泵可用', owner: '物业工程部', items: ['U22', 'U23']},
			{kind: 'emergency', text: '应急处置规程与演练', owner: '物业经理', items: ['U07']},
		],
	},
};
