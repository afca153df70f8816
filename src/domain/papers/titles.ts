import type {PaperKind} from '../content.ts';
import type {Fault} from '../problem.ts';
import {forbiddenIn} from './wording.ts';

/** What the office calls a kind of paper, and what stands for it in the number (rules §1.3); what is missing stays as it comes with the program. */
export type PaperTitle = {kind: string; title?: string; titles?: Record<string, string>; suffix?: string};

/** A kind under the office's own title and number. */
export const namedBy = (kind: PaperKind, rows: readonly PaperTitle[]): PaperKind => {
	const own = rows.find(row => row.kind === kind.kind);
	if (!own) return kind;
	return {
		...kind,
		title: own.title ?? kind.title,
		suffix: own.suffix ?? kind.suffix,
		...(kind.titles && {titles: {...kind.titles, ...own.titles}}),
	};
};

/** Every fault of the table at once. A number must never stand on two papers, so no kind takes what stands for another. */
export const titleFaults = (rows: readonly PaperTitle[], kinds: ReadonlyMap<string, PaperKind>): Fault[] =>
	rows.flatMap((row, i) => {
		const path = `/value/${i}`;
		const kind = kinds.get(row.kind);
		if (!kind) return [{path: `${path}/kind`, message: `没有这种文书：${row.kind}。`}];
		const isTwice = rows.slice(0, i).some(other => other.kind === row.kind);
		return [
			...(isTwice ? [{path: `${path}/kind`, message: `${kind.title}列了两次。`}] : []),
			...(row.titles && !kind.titles ? [{path: `${path}/titles`, message: `${kind.title}只有一个标题。`}] : []),
			...wordFaults(row, kind, path),
			...suffixFaults(row, kind, path, {rows, kinds}),
		];
	});

// A title that orders or fines would say what the street may not do (rules §1.13).
const wordFaults = ({title, titles}: PaperTitle, {forbidden}: PaperKind, path: string): Fault[] =>
	[
		{at: `${path}/title`, text: title ?? ''},
		...Object.entries(titles ?? {}).map(([sort, text]) => ({at: `${path}/titles/${sort}`, text})),
	].flatMap(({at, text}) =>
		forbiddenIn(text, forbidden).map(word => ({path: at, message: `标题含有“${word}”，超出街道职权，请改写。`})),
	);

const suffixFaults = (
	{kind, suffix}: PaperTitle,
	{title, suffix: standard}: PaperKind,
	path: string,
	{rows, kinds}: {rows: readonly PaperTitle[]; kinds: ReadonlyMap<string, PaperKind>},
): Fault[] => {
	if (suffix === undefined) return [];
	if (standard === null) return [{path: `${path}/suffix`, message: `${title}没有自己的文号。`}];
	const other = [...kinds.values()].find(each => each.kind !== kind && each.suffix === suffix)?.title;
	const twin = rows.find(each => each.kind !== kind && each.suffix === suffix);
	const holder = other ?? (twin && (kinds.get(twin.kind)?.title ?? twin.kind));
	return holder ? [{path: `${path}/suffix`, message: `“${suffix}”已是${holder}的代字。`}] : [];
};
