import {computed, type Ref} from 'vue';
import {withTidyDefects} from '../../domain/field/draft.ts';
import type {Filing} from '../../domain/inspections/filing.ts';
import {type Fault, Problem} from '../../domain/problem.ts';
import {now} from '../offline/clock.ts';
import {decideHere} from '../offline/filing-check.ts';
import {person} from '../offline/session.ts';
import {checklists, points} from '../offline/view.ts';
import {finished} from '../offline/visit.ts';
import type {OpenDraft} from './open-draft.ts';
import {version} from './version.ts';

export type ClosingFault = Fault & {check: number | null; item: string | null; where: string};
export type ClosingHazard = {item: string; point: string; grade: string; dueOn: string; isMended: boolean};

/** What still stands against sealing, and what will be registered, by the rules that the server applies too. */
export function useClosing(open: Ref<OpenDraft | null>) {
	const filing = computed((): Filing | null => (open.value ? withTidyDefects(finished(open.value.draft.value, version)) : null));
	const verdict = computed(() =>
		filing.value && person.value ? decideHere(open.value!.draft.value.id, filing.value, person.value, now()) : null,
	);
	const faults = computed((): ClosingFault[] =>
		verdict.value instanceof Problem ? together(verdict.value.errors.map(fault => placed(fault, filing.value!))) : [],
	);
	const hazards = computed((): ClosingHazard[] =>
		verdict.value && 'hazards' in verdict.value
			? verdict.value.hazards.map(({hazard}) => ({
					item: checklists.value.get(hazard.checklist)?.items.find(({id}) => id === hazard.itemId)?.title ?? hazard.itemId,
					point: points.value.get(hazard.riskPointId)?.name ?? '',
					grade: hazard.grade,
					dueOn: hazard.dueOn,
					isMended: hazard.route === 'on-the-spot',
				}))
			: [],
	);
	return {filing, faults, hazards};
}

/** Questions that nobody answered stand as one line a point: the first of them is where to go on. */
function together(faults: ClosingFault[]): ClosingFault[] {
	const isBlank = ({path, check}: ClosingFault) => check !== null && /^\/checks\/\d+\/answers\/[^/]+$/.test(path);
	const blank = faults.filter(isBlank);
	const firsts = blank.filter((one, i) => blank.findIndex(({check}) => check === one.check) === i);
	const count = (check: number | null) => blank.filter(one => one.check === check).length;
	const lines = firsts.map(one => (count(one.check) > 3 ? {...one, message: `还有${count(one.check)}项没有填。`} : null));
	const shown = new Set(lines.flatMap(line => (line ? [line.check] : [])));
	return [...lines.flatMap(line => line ?? []), ...faults.filter(one => !(isBlank(one) && shown.has(one.check)))];
}

/** '/checks/0/answers/F01/photos' → the point and item that it is about. */
function placed(fault: Fault, filing: Filing): ClosingFault {
	const [, index, item] = /^\/checks\/(\d+)(?:\/answers\/([^/]+))?/.exec(fault.path) ?? [];
	if (index === undefined) return {...fault, check: null, item: null, where: ''};
	const check = filing.checks[Number(index)];
	return {...fault, check: Number(index), item: item ?? null, where: points.value.get(check?.riskPointId ?? '')?.name ?? ''};
}
