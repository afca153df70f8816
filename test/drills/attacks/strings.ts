import {spawnSync} from 'node:child_process';
import XLSX from '@e965/xlsx';
import {parse} from 'csv-parse/sync';
import {createPapers} from '../../../src/create-papers.ts';
import {answersOf} from '../../helpers/journey.ts';
import {given} from '../../helpers/measures.ts';
import {idOf} from '../../helpers/office.ts';
import {beginStory} from '../../helpers/story.ts';
import {type Stand, tableOf} from '../drilling.ts';
import {forbiddenTexts, naughtyTexts} from '../fuzzing/naughty.ts';

type Story = Awaited<ReturnType<typeof beginStory>>;
type Counts = Record<string, number>;
const hasReader = spawnSync('pdftotext', ['-v']).status === 0;

/** Strange texts through every kind of field, into lists, spreadsheets, papers and pages: taken as they are, or refused with a code. */
export async function strings(t: Stand, {most}: {most: number}) {
	const story = await beginStory(t, 'sqlite', {papers: createPapers({fontDir: undefined}), today: '2026-03-02'});
	const faults: string[] = [];
	const counts: Counts = {};
	const all = Object.entries(naughtyTexts).slice(0, most);
	for (const [name, text] of all) faults.push(...(await through(story, name, text, counts)).map(fault => `${name}: ${fault}`));
	for (const [name, text] of Object.entries(forbiddenTexts)) {
		for (const {path, body, method} of bodiesWith(story, `forbidden ${name}`, text)) {
			const answer = await story.app.send(method, path, {as: story.office.manager, body});
			counts['refused as text'] = (counts['refused as text'] ?? 0) + 1;
			if (answer.status !== 400 || answer.body.code !== 'text')
				faults.push(`${name} in ${path}: ${answer.status} ${answer.body.code}`);
		}
	}
	faults.push(...(await spreadsheets(story, counts)));
	const table = tableOf([
		['texts taken through', all.length],
		['texts that must be refused', Object.keys(forbiddenTexts).length],
		...Object.entries(counts),
		['faults', faults.length],
		['papers read back by pdftotext', hasReader ? 'yes' : 'no, it is not at hand'],
	]);
	return {faults, table};
}

const cut = (text: string, most: number): string => [...text].slice(0, most).join('');

/** A thing of every kind with the text in each of its fields of free text. */
function bodiesWith({office}: Story, name: string, text: string): Array<{method: string; path: string; body: object}> {
	const [siteId, pointId] = [idOf(`strings site ${name}`), idOf(`strings point ${name}`)];
	const short = cut(text, 60);
	const occupant = {name: short, responsible: short, phone: '021-00001234'};
	const controls = [{kind: 'management', text: short, owner: short, items: ['F01']}];
	const lead = {place: short, text: cut(text, 300), photos: [], seenAt: '2026-03-02T01:00:00.000Z'};
	return [
		{
			method: 'PUT',
			path: `/api/sites/${siteId}`,
			body: {
				name: short,
				kind: 'shop',
				areaId: office.communities[0],
				address: short,
				building: short,
				tags: [cut(text, 30)],
				occupant,
			},
		},
		{
			method: 'PUT',
			path: `/api/risk-points/${pointId}`,
			body: {siteId, domain: 'fire', name: short, place: short, attributes: {}, events: [short], controls},
		},
		{
			method: 'PUT',
			path: `/api/measures/${idOf(`strings ${name}`)}`,
			body: {...given, title: short, text: cut(text, 900), lead: short, supporting: [short], responsible: short},
		},
		{method: 'PUT', path: `/api/leads/${idOf(`strings lead ${name}`)}`, body: lead},
	];
}

async function through(story: Story, name: string, text: string, counts: Counts): Promise<string[]> {
	const {app, office, photo} = story;
	const faults: string[] = [];
	const count = (what: string) => {
		counts[what] = (counts[what] ?? 0) + 1;
	};
	/** Taken, or refused with a code; the reply when taken. */
	const ask = async (method: string, path: string, body: object, as: {id: string}) => {
		const answer = await app.send(method, path, {as, body});
		if (answer.status >= 500 || (answer.status >= 400 && !answer.body.code))
			faults.push(`${method} ${path}: ${answer.status} ${answer.bytes.toString().slice(0, 200)}`);
		count(answer.status < 300 ? 'taken' : `refused: ${answer.status} ${answer.body.code}`);
		return answer.status < 300 ? answer.body : undefined;
	};
	for (const {method, path, body} of bodiesWith(story, name, text)) {
		const taken = await ask(method, path, body, office.manager);
		const given = (body as {name?: string; title?: string; text?: string}).name ?? (body as {title?: string}).title;
		const kept = taken && (taken.name ?? taken.title);
		if (taken && given !== undefined && kept !== given)
			faults.push(`${path} keeps ${JSON.stringify(kept)} of ${JSON.stringify(given)}`);
	}
	const [siteId, riskPointId] = [idOf(`strings site ${name}`), idOf(`strings point ${name}`)];
	const failed = {result: 'fail', defects: [{place: cut(text, 60), note: cut(text, 300), photos: [await photo()]}]};
	const now = Date.parse(app.clock.now());
	const filed = await ask(
		'PUT',
		`/api/inspections/${idOf(`strings inspection ${name}`)}`,
		{
			...{
				format: 1,
				siteId,
				kind: 'patrol',
				startedAt: new Date(now - 2_400_000).toISOString(),
				endedAt: new Date(now - 300_000).toISOString(),
			},
			inspectors: [office.inspector1.id, office.inspector2.id],
			met: {name: cut(text, 30), position: cut(text, 30), phone: '021-00001234'},
			outcome: 'inspected',
			checks: [{riskPointId, checklist: 'fire/daily@1', answers: answersOf(app, 'fire/daily@1', {F01: failed})}],
			remarks: cut(text, 300),
			signature: {refused: cut(text, 60)},
			device: {filedAt: app.clock.now(), app: 'test'},
		},
		office.inspector1,
	);
	if (!filed) return faults;
	const id = filed.hazards[0].id as string;
	await ask('POST', `/api/hazards/${id}/confirmation`, {requirement: cut(text, 200)}, office.manager);
	const paper = await ask('POST', '/api/papers', {kind: 'rectification-notice', siteId, hazardIds: [id]}, office.manager);
	if (paper) {
		count('papers drawn');
		faults.push(...(await paperFaults(story, paper, text)));
	}
	return faults;
}

const visible = (text: string): string[] =>
	[...text.normalize('NFKC')].filter(sign => /[\p{L}\p{N}]/u.test(sign) && !/[\p{Mn}\p{Cf}\p{Co}]/u.test(sign));

/** The paper is read back: every letter of the text is in it; its public pages show marks of HTML as text. */
async function paperFaults({app, office}: Story, paper: {id: string; verifyUrl: string}, text: string): Promise<string[]> {
	const faults: string[] = [];
	const pdf = await app.send('GET', `/api/papers/${paper.id}/pdf`, {as: office.manager});
	if (hasReader) {
		const read = spawnSync('pdftotext', ['-enc', 'UTF-8', '-', '-'], {input: pdf.bytes}).stdout.toString().normalize('NFKC');
		const lost = [...new Set(visible(cut(text, 60)))].filter(sign => !read.includes(sign));
		if (lost.length > 0) faults.push(`the paper has lost ${JSON.stringify(lost.join(''))}`);
	}
	const link = await app.send('POST', `/api/papers/${paper.id}/reply-link`, {as: office.manager, body: {}});
	const paths = [new URL(paper.verifyUrl).pathname, ...(link.status === 201 ? [new URL(link.body.url).pathname] : [])];
	for (const path of paths) {
		const page = await app.send('GET', path, {headers: {accept: 'text/html'}});
		if (page.status !== 200) faults.push(`${path.split('/')[1]} answers ${page.status}`);
		if (/<script>alert|<img src=x/i.test(String(page.body))) faults.push(`${path.split('/')[1]} shows HTML of others`);
	}
	return faults;
}

const computed = /^[=+\-@\t\r＝＋－＠]/;

/** Both lists on the screen, as csv and as xlsx: the same texts, and nothing that a spreadsheet would compute. */
async function spreadsheets({app, office}: Story, counts: Counts): Promise<string[]> {
	const faults: string[] = [];
	for (const list of ['hazards', 'measures']) {
		const get = async (format: string) => app.send('GET', `/api/lists/${list}?format=${format}`, {as: office.manager});
		const cells = (parse((await get('csv')).bytes, {bom: true, relax_column_count: true}) as string[][]).flat();
		const bad = cells.filter(cell => computed.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell));
		if (bad.length > 0) faults.push(`csv of ${list}: ${JSON.stringify(bad.slice(0, 3))}`);
		const workbook = XLSX.read((await get('xlsx')).bytes, {cellFormula: true});
		const all = Object.values(workbook.Sheets).flatMap(sheet =>
			Object.entries(sheet)
				.filter(([at]) => !at.startsWith('!'))
				.map(([, cell]) => cell as XLSX.CellObject),
		);
		if (all.some(cell => cell.f !== undefined || cell.t === 'e')) faults.push(`xlsx of ${list} has a formula`);
		counts[`cells of ${list} (csv, xlsx)`] = cells.length + all.length;
		if (list === 'measures')
			for (const [name, text] of Object.entries(naughtyTexts)) {
				const wanted = cut(text, 60);
				const isThere = all.some(({v}) => v === wanted || String(v).includes(wanted.trim()));
				const made = await app.send('GET', `/api/measures/${idOf(`strings ${name}`)}`, {as: office.manager});
				if (made.status === 200 && !isThere && wanted.trim()) faults.push(`xlsx of measures lacks: ${name}`);
			}
	}
	return faults;
}
