import {v7 as uuidv7} from 'uuid';
import type {Day, Instant} from '../../domain/days.ts';
import {
	cutOffFor,
	type Paragraph,
	periodAround,
	type Report,
	type ReportKind,
	reportFaults,
} from '../../domain/figures/report.ts';
import {draftTexts} from '../../domain/figures/report-text.ts';
import {titleOf} from '../../domain/figures/report-words.ts';
import {extentOf} from '../../domain/hazards/list-issue.ts';
import {Problem, unprocessable} from '../../domain/problem.ts';
import {checkVersion, requireVersion} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {findReport, hashOf, hasReport, saveReport} from '../../store/figures/reports.ts';
import type {Context} from '../context.ts';
import {gather} from './report-content.ts';

export type ReportBody = {id?: string; kind: ReportKind; on?: Day; cutOffAt?: Instant};

/** Works out a draft: its figures as of a settled moment and words that can go out as they are. Read outside any transaction. */
export async function prepareReport(reader: Db, context: Context, body: ReportBody): Promise<Report> {
	const {now, today, caller, actor} = context;
	const period = periodAround(body.kind, body.on ?? today);
	const cutOffAt = body.cutOffAt ?? cutOffFor(period, now);
	const faults = reportFaults(period, cutOffAt, now);
	if (faults.length > 0) throw unprocessable(faults);
	if (caller.scope !== 'all' && caller.scope.length === 0)
		throw unprocessable([{path: '/', message: '您的范围内没有居民区，不能编制报告。'}]);
	const content = await gather(reader, context, period, cutOffAt);
	return {
		...period,
		id: body.id ?? uuidv7(),
		state: 'draft',
		cutOffAt,
		extent: extentOf(caller.scope, {}, []),
		title: titleOf(period, content.office),
		texts: draftTexts({period, cutOffAt, content}),
		content,
		drafters: [actor],
		draftedAt: now,
		frozenBy: null,
		frozenAt: null,
		voidReason: null,
		sha256: null,
		version: 1,
	};
}

export async function keepReport(db: Db, context: Context, report: Report): Promise<Report> {
	if (await hasReport(db, report.id)) throw new Problem(409, 'id-taken', '同一编号已提交过其他内容，请换一个编号。');
	await saveReport(db, context, report, {action: 'report-drafted'});
	return report;
}

/** Changes the words of a draft; what was counted stays as it is. */
export async function rewordReport(
	db: Db,
	context: Context,
	id: string,
	{title, texts, version}: {title?: string; texts?: Paragraph[]; version?: number},
): Promise<Report> {
	const current = await requireDraft(db, context, id);
	const next = {...current, title: title ?? current.title, texts: texts ?? current.texts};
	if (next.title === current.title && JSON.stringify(next.texts) === JSON.stringify(current.texts)) return current;
	requireVersion(current, version);
	const report = {...next, drafters: [...new Set([...current.drafters, context.actor])], version: current.version + 1};
	await saveReport(db, context, report, {action: 'report-reworded'});
	return report;
}

/** Freezes a report with its hash: from then on nothing of it changes. */
export async function freezeReport(db: Db, context: Context, id: string, {version}: {version?: number}): Promise<Report> {
	const current = await requireDraft(db, context, id);
	checkVersion(current, version);
	const bare: Report = {
		...current,
		state: 'frozen',
		frozenBy: context.actor,
		frozenAt: context.now,
		version: current.version + 1,
	};
	const report = {...bare, sha256: hashOf(bare)};
	await saveReport(db, context, report, {action: 'report-frozen'});
	return report;
}

/** Takes a draft back; what was frozen stays. */
export async function voidReport(
	db: Db,
	context: Context,
	id: string,
	{version, reason}: {version?: number; reason: string},
): Promise<Report> {
	const current = await requireDraft(db, context, id);
	checkVersion(current, version);
	const report: Report = {...current, state: 'void', voidReason: reason, version: current.version + 1};
	await saveReport(db, context, report, {action: 'report-voided', reason});
	return report;
}

/** A report that the caller's scope holds; 404 otherwise. */
export async function requireReport(db: Db, {caller}: Context, id: string, options = {}): Promise<Report> {
	const report = await findReport(db, id, caller.scope, options);
	if (!report) throw new Problem(404, 'not-found', '没有这份报告，或超出您的范围。');
	return report;
}

async function requireDraft(db: Db, context: Context, id: string): Promise<Report> {
	const report = await requireReport(db, context, id, {forUpdate: true});
	if (report.state === 'draft') return report;
	const detail = report.state === 'frozen' ? '报告已定稿，内容不再改动。' : '此稿已作废。';
	throw new Problem(409, 'illegal-state', detail, [], {current: report.state});
}
