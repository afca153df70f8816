import type {Static} from '@sinclair/typebox';
import {v7} from 'uuid';
import type {PaperPage} from '../../../../contract/papers.ts';
import {draftsWaiting} from '../../../../domain/papers/waits.ts';
import type {Job} from '../../run.ts';
import type {WordLists} from '../../word-lists.ts';
import {paperStateWords} from './paper-words.ts';

export type PaperRow = Static<typeof PaperPage>['items'][number];
type Kinds = WordLists['paperKinds'];
const waitsFor = (wait: Parameters<typeof draftsWaiting>[0], {state, kind}: PaperRow, kinds: Kinds): boolean =>
	draftsWaiting(wait, kinds).some(one => one.state === state && one.kinds.includes(kind));

/** Why a paper cannot be issued now; empty when it can, as far as the list tells. */
export function whyNotIssued(row: PaperRow, kinds: Kinds): string {
	if (waitsFor('issue', row, kinds)) return '';
	if (waitsFor('review', row, kinds)) return '须先法制审核。';
	if (waitsFor('approval', row, kinds)) return '须先领导审批。';
	return `${paperStateWords[row.state]}。`;
}

/** The issue of one draft; sent again it is done once. */
export function jobOf(row: PaperRow, post: <T>(path: string, body: unknown) => Promise<T>): Job {
	const body = {id: v7(), version: row.version};
	return {
		key: row.id,
		title: `${row.title}　${row.siteName}`,
		act: async () => {
			const {number} = await post<{number: string}>(`/api/papers/${row.id}/issue`, body);
			return {words: number, to: `/papers/${row.id}`};
		},
	};
}
