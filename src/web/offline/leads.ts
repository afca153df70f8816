import type {Static} from '@sinclair/typebox';
import {shallowRef} from 'vue';
import type {LeadPage} from '../../contract/leads.ts';
import {sealed} from '../../domain/field/parcel.ts';
import {call} from './api.ts';
import {now} from './clock.ts';
import {database, strictly} from './database.ts';
import {seal} from './outbox.ts';
import {keepPictures} from './pictures.ts';
import {position} from './place.ts';
import {sendSoon} from './sender.ts';
import {deviceNow} from './visit.ts';

export type Lead = Static<typeof LeadPage>['items'][number];
/** 线索 under the pen: three fields, kept at every letter. */
export type LeadDraft = {id: string; place: string; text: string; photos: string[]; siteId: string | null; seenAt: string};

/** The person's own leads as the server last told them. */
export const leads = shallowRef<Lead[]>([]);
const listKey = (personId: string): string => `leads/${personId}`;
const draftKey = (personId: string): string => `lead-draft/${personId}`;

export async function recallLeads(personId: string): Promise<void> {
	leads.value = ((await (await database()).get('settings', listKey(personId))) as Lead[] | undefined) ?? [];
}

/** Asks what became of them; false when nobody could be asked. */
export async function refreshLeads(personId: string): Promise<boolean> {
	try {
		const {status, body} = await call('GET', '/api/leads?mine=true&limit=100');
		if (status !== 200) return false;
		leads.value = (body as {items: Lead[]}).items;
		await (await database()).put('settings', leads.value, listKey(personId));
		void keepPictures(leads.value.flatMap(({photos}) => photos.slice(0, 1)));
		return true;
	} catch {
		return false;
	}
}

export const leadDraftOf = async (personId: string): Promise<LeadDraft | undefined> =>
	(await (await database()).get('settings', draftKey(personId))) as LeadDraft | undefined;

export async function keepLeadDraft(personId: string, draft: LeadDraft): Promise<void> {
	const transaction = (await database()).transaction('settings', 'readwrite', strictly);
	await transaction.store.put({...draft, photos: [...draft.photos]}, draftKey(personId));
	await transaction.done;
}

/** Seals it into the outbox; the draft goes with it. */
export async function sealLead(personId: string, draft: LeadDraft, version: string): Promise<void> {
	const body = {
		place: draft.place.trim(),
		text: draft.text.trim(),
		photos: [...draft.photos],
		...(draft.siteId !== null && {siteId: draft.siteId}),
		seenAt: draft.seenAt,
		position: position.value ?? ('no-signal' as const),
		device: deviceNow(version),
	};
	const {id} = draft;
	const title = `${body.place}：${body.text.slice(0, 20)}`;
	const way = {method: 'PUT' as const, subjectId: id, path: `/api/leads/${id}`};
	await seal(
		sealed({id, personId, kind: 'lead', title, siteId: draft.siteId, settles: [], ...way, body, photos: body.photos}, now()),
	);
	await (await database()).delete('settings', draftKey(personId));
	sendSoon();
}
