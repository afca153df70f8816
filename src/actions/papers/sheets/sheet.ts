import type {Instant} from '../../../domain/days.ts';
import type {PaperData} from '../../../domain/papers/paper-data.ts';
import {namedBy} from '../../../domain/papers/titles.ts';
import {Problem} from '../../../domain/problem.ts';
import type {Db} from '../../../store/engine.ts';
import {findOrganisation} from '../../../store/register/settings.ts';
import type {Context} from '../../context.ts';
import {tableInForce} from '../../register/tables.ts';
import {type PaperTools, photoFiles} from '../finish-drawing.ts';
import {photoProblem} from '../preflight.ts';

/** Papers without a number of their own, drawn anew each time and kept by nobody (rules §1.3). */
export type SheetKind =
	| 'proof-of-service'
	| 'risk-card'
	| 'labels'
	| 'checklist'
	| 'route-sheet'
	| 'list-issue'
	| 'period-report';
export type SheetTools = PaperTools & {demo: boolean};
/** Where the codes on it lead. */
export type Setting = {origin: string; demo: boolean};
/** `created`: of what it shows, not of its drawing: the same content gives the same bytes. */
export type Sheet<K extends SheetKind> = {
	kind: K;
	name: string;
	data: PaperData[K];
	photos?: string[];
	created: Instant;
	draft?: boolean;
};

export async function sheetBase(db: Db, {forms, today}: Context, kind: string, {demo}: Setting) {
	const office = await findOrganisation(db);
	const known = forms.paperKinds.get(kind);
	const title = known ? namedBy(known, await tableInForce(db, {forms}, 'paper-titles')).title : '';
	return {title, org: office?.office ?? '', number: null, demo, issuedOn: today, office};
}

export async function drawSheet<K extends SheetKind>(tools: SheetTools, sheet: Sheet<K>): Promise<{pdf: Buffer; name: string}> {
	const {kind, name, data, photos = [], created, draft = false} = sheet;
	const options = {demo: tools.demo, draft, created, photoFiles: photoFiles(tools, photos)};
	const {pdf, missing} = await tools.papers.draw(kind, data, options).catch(error => {
		throw photoProblem(error);
	});
	if (missing.length > 0)
		throw new Problem(422, 'missing-glyphs', `字体中没有这些字：${missing.join('、')}。请更换后再打印。`, [], {missing});
	return {pdf, name: `${name}.pdf`};
}
