import type {Static} from '@sinclair/typebox';
import {v7} from 'uuid';
import type {HazardPage} from '../../../../contract/hazards.ts';
import type {MovePreviewReply} from '../../../../contract/move-previews.ts';
import type {Job} from '../../run.ts';
import {post} from '../../server.ts';
import {dayWords, stateWords} from '../../words.ts';

export type Row = Static<typeof HazardPage>['items'][number];
export type Preview = Static<typeof MovePreviewReply>['items'][number];
/** What all that are chosen are asked alike. */
export type Common = {dueOn: string; cause: string; reason: string};
export type BulkName = 'confirmation' | 'notice' | 'reminder';
export const bulks: Record<BulkName, {title: string; move: string; unit: string; note: string}> = {
	confirmation: {
		title: '审核',
		move: 'confirmation',
		unit: '条隐患',
		note: '按登记的等级、要求和期限审核；期限已过的改为今天。当场整改的予以认可并销号。要改动的请单条办理。',
	},
	notice: {
		title: '下达通知书',
		move: 'notice',
		unit: '份通知书',
		note: '同一场所、同一责任单位的列入一份，逐份编号签发，编号不能收回。',
	},
	reminder: {title: '提醒', move: 'supervisions', unit: '条隐患', note: '逾期的登记一次督办（提醒）。'},
};

const said = ({dueOn, cause, reason}: Common): Record<string, string> => ({
	...(dueOn && {dueOn}),
	...(cause && {cause}),
	...(reason.trim() && {reason: reason.trim()}),
});
/** What one hazard is asked: a cause only where it is closed on the spot, a deadline only where that is said. */
const bodyOf = (name: BulkName, common: Common, row: Row): Record<string, string> => {
	const {cause, ...rest} = said(common);
	if (name === 'reminder') return {...(rest.reason && {reason: rest.reason}), step: 'reminder'};
	if (name === 'notice') return rest.dueOn ? {dueOn: rest.dueOn} : {};
	return row.route === 'on-the-spot' ? {...(cause && {cause})} : {...(rest.dueOn && {dueOn: rest.dueOn})};
};

/** Tries the move on all of them as the server would decide; those that are asked alike go together. Throws Trouble. */
export async function preview(name: BulkName, rows: readonly Row[], common: Common): Promise<Map<string, Preview>> {
	const alike = new Map<string, Row[]>();
	for (const row of rows) {
		const key = JSON.stringify(bodyOf(name, common, row));
		alike.set(key, [...(alike.get(key) ?? []), row]);
	}
	const found = new Map<string, Preview>();
	for (const [key, some] of alike) {
		const asked = {move: bulks[name].move, hazardIds: some.map(({id}) => id), body: JSON.parse(key) as object};
		const {items} = await post<Static<typeof MovePreviewReply>>('/api/move-previews', asked);
		for (const one of items) found.set(one.id, one);
	}
	return found;
}

/** Why it would be refused, in words. */
export const whyNot = ({problem}: Preview): string =>
	problem ? (problem.errors.length > 0 ? problem.errors.map(({message}) => message).join(' ') : problem.detail) : '';

/** What it would become. */
export function effectOf(row: Row, {after}: Preview): string {
	if (!after) return '';
	return [
		after.state === row.state ? '' : stateWords[after.state],
		after.dueOn === row.dueOn ? '' : `期限改为${dayWords(after.dueOn)}`,
		after.advice ?? '',
	]
		.filter(Boolean)
		.join('，');
}

export type Group = {key: string; siteId: string; siteName: string; entity: string; rows: Row[]};
/** One notice goes to one site and one occupant. */
export function groupsOf(rows: readonly Row[]): Group[] {
	const groups = new Map<string, Group>();
	for (const row of rows) {
		const entity = row.parties.entity ?? '';
		const key = `${row.siteId}/${entity}`;
		const group = groups.get(key) ?? {key, siteId: row.siteId, siteName: row.siteName, entity, rows: []};
		groups.set(key, {...group, rows: [...group.rows, row]});
	}
	return [...groups.values()];
}

/** What will be done, one after the other, for those that pass. Each keeps its id: sent again, it is done once. */
export function jobsOf(name: BulkName, rows: readonly Row[], previews: ReadonlyMap<string, Preview>, common: Common): Job[] {
	if (name === 'notice')
		return groupsOf(rows).map(group => {
			const id = v7();
			const hazardIds = group.rows.map(one => one.id);
			const body = {
				id,
				kind: 'rectification-notice',
				siteId: group.siteId,
				hazardIds,
				...(common.dueOn && {dueOn: common.dueOn}),
			};
			return {
				key: group.key,
				title: `${group.siteName}　${group.rows.length}条`,
				act: async () => {
					const {number} = await post<{number: string | null}>('/api/papers', body);
					return {words: number ?? '已拟稿，待审核审批', to: `/papers/${id}`};
				},
			};
		});
	return rows.map(row => {
		const body = {...bodyOf(name, common, row), id: v7(), version: previews.get(row.id)!.version};
		return {
			key: row.id,
			title: `${row.number}　${row.siteName}`,
			act: async () => {
				const {state} = await post<Row>(`/api/hazards/${row.id}/${bulks[name].move}`, body);
				return {words: name === 'reminder' ? '已登记提醒' : stateWords[state], to: `/hazards/${row.id}`};
			},
		};
	});
}
