import type {Static} from '@sinclair/typebox';
import {computed, reactive, shallowRef, watch} from 'vue';
import type {ChecklistReply} from '../../../../contract/methods.ts';
import {today} from '../../clock.ts';
import {recallForms} from '../../forms.ts';
import {checklists} from '../../reference.ts';
import {requestIds} from '../../request-id.ts';
import {useSaving} from '../../saving.ts';
import {get, post} from '../../server.ts';
import type {Point} from '../points/point-words.ts';
import type {Lead} from './lead-words.ts';

type Site = {id: string; name: string};
type Checklist = Static<typeof ChecklistReply>;

const formOf = ({site, place, text}: Lead) => ({
	siteId: site?.id ?? '',
	riskPointId: '',
	/** fire/daily@1#F01 */
	item: '',
	value: undefined as number | undefined,
	place,
	placeType: '',
	note: text,
	criteria: [] as string[],
	dueOn: '',
	photos: [] as string[],
});

/** What is chosen when a lead becomes a hazard, each choice offering the next; `done` gets the lead as it then stands. */
export function useLeadHazard(lead: Lead, done: (changed: Lead) => void) {
	const form = reactive(formOf(lead));
	const sites = shallowRef<Site[]>(lead.site ? [lead.site] : []);
	const points = shallowRef<Point[]>([]);
	const checklist = shallowRef<Checklist | null>(null);
	const {fault, isBusy, run, at} = useSaving();
	const idFor = requestIds();
	void recallForms();

	async function look(word: string): Promise<void> {
		if ([...word.trim()].length < 2) return;
		await run(async () => {
			sites.value = (await get<{items: Site[]}>('/api/sites', {q: word.trim(), limit: 20})).items;
		});
	}
	async function listPoints(): Promise<void> {
		await run(async () => {
			const {items} = await get<{items: Point[]}>('/api/risk-points', {site: form.siteId, limit: 200});
			points.value = items.filter(({closedOn}) => closedOn === null || closedOn > today());
			if (points.value.length === 1) form.riskPointId = points.value[0]!.id;
		});
	}
	function chooseSite(id: string): void {
		Object.assign(form, {siteId: id, riskPointId: '', item: '', criteria: []});
		void listPoints();
	}
	if (form.siteId) void listPoints();

	const point = computed(() => points.value.find(({id}) => id === form.riskPointId));
	const groups = computed(() =>
		checklists.value.filter(({domain, validTo}) => domain === point.value?.domain && (validTo === null || validTo >= today())),
	);
	const parts = computed(() => form.item.split('#') as [string, string | undefined]);
	const item = computed(() => checklist.value?.items.find(({id}) => id === parts.value[1]));
	function chooseItem(value: string): void {
		Object.assign(form, {item: value, value: undefined, criteria: []});
	}
	watch(
		() => parts.value[0],
		async key => {
			checklist.value = null;
			if (key) await run(async () => (checklist.value = await get<Checklist>(`/api/checklists/${key}`)));
		},
	);

	function bodyOf() {
		const {siteId, riskPointId, value, criteria, photos} = form;
		const [list, id] = parts.value;
		const words = {place: form.place.trim(), placeType: form.placeType, note: form.note.trim(), dueOn: form.dueOn};
		return {
			siteId,
			riskPointId,
			checklist: list,
			item: id,
			...(value !== undefined && {value}),
			...Object.fromEntries(Object.entries(words).filter(([, text]) => text !== '')),
			...(criteria.length > 0 && {criteria}),
			...(photos.length > 0 && {photos}),
			version: lead.version,
		};
	}
	async function submit(): Promise<void> {
		const body = bodyOf();
		const changed = await run(() => post<Lead>(`/api/leads/${lead.id}/hazard`, {...body, id: idFor(body)}));
		if (changed) done(changed);
	}
	return {form, sites, points, point, groups, item, fault, isBusy, at, look, chooseSite, chooseItem, submit};
}
