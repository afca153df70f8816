import {dayOf} from '../domain/days.ts';
import type {Table} from '../domain/hazards/table.ts';
import type {Reply} from './route.ts';

/** A file to keep. The name is Chinese: RFC 5987 carries it, the plain one is for what cannot read that. */
export const attachment = (body: string | Buffer, type: string, name: string, plain: string): Reply => ({
	status: 200,
	body,
	headers: {
		'Content-Type': type,
		'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
		'Cache-Control': 'private, no-cache',
	},
});

/** What a file says below its rows: it may leave the house, so it names its content and whether it is invented. */
export const fileNotes = ({notes, sha256}: Table, demo: boolean): string[] => [
	...notes,
	`内容校验 SHA-256：${sha256}`,
	...(demo ? ['演示数据，人和场所均为虚构，不得作为依据。'] : []),
];

export type FileOptions = {demo: boolean; name?: string};

/** 问题隐患清单2026-03-02, by the Shanghai day of the cut-off. */
export const nameOf = ({title, cutOffAt}: Table): string => `${title}${dayOf(cutOffAt)}`;
