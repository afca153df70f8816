import {dueAt, type Instant} from '../../domain/days.ts';
import {type Hazard, isOverdue, transferProposed} from '../../domain/hazards/hazard.ts';
import {type Flag, flagsOf, namedByFlags} from '../../domain/hazards/hazard-flags.ts';
import type {Db} from '../../store/engine.ts';
import {pointNames, siteNames} from '../../store/hazards/hazard-names.ts';
import {visibleTargets} from '../../store/hazards/measures.ts';
import type {Context} from '../context.ts';

/** A hazard as others see it: with the names of its place and what follows from its dates, but without its facts. */
export type HazardView = Omit<Hazard, 'facts' | 'inspectionId'> & {
	inspectionId: string | null;
	siteName: string;
	riskPointName: string;
	item: string;
	dueAt: Instant;
	overdue: boolean;
	transferProposed: boolean;
	flags: Flag[];
};

export async function viewOf(db: Db, context: Context, hazard: Hazard): Promise<HazardView> {
	const [view] = await viewsOf(db, context, [hazard]);
	return view!;
}

export async function viewsOf(db: Db, {now, forms, caller}: Context, hazards: Hazard[], at?: Instant): Promise<HazardView[]> {
	const sites = await siteNames(
		db,
		hazards.map(({siteId}) => siteId),
		at,
	);
	const points = await pointNames(
		db,
		hazards.map(({riskPointId}) => riskPointId),
		at,
	);
	const numbers = await visibleTargets(db, 'hazards', [...new Set(hazards.flatMap(namedByFlags))], caller.scope);
	return hazards.map(hazard => ({
		...bare(hazard),
		inspectionId: hazard.inspectionId || null,
		siteName: sites.get(hazard.siteId)?.name ?? '',
		riskPointName: points.get(hazard.riskPointId)?.name ?? '',
		item: itemOf(forms, hazard)?.title ?? '',
		dueAt: dueAt(hazard.dueOn),
		overdue: isOverdue(hazard, at ?? now),
		transferProposed: transferProposed(hazard),
		flags: flagsOf(hazard, numbers),
	}));
}

/** The question that failed, from the book that its checklist was made of. */
export const itemOf = ({checklists, items}: Context['forms'], {checklist, itemId}: Pick<Hazard, 'checklist' | 'itemId'>) => {
	const book = checklists.get(checklist)?.book;
	return book === undefined ? undefined : items.get(`${book}/${itemId}`);
};

// A picture from the journal also says what was done (`did`); only the hazard itself leaves.
const bare = (hazard: Hazard): Omit<Hazard, 'facts' | 'inspectionId'> => {
	const {facts, inspectionId, did, ...rest} = hazard as Hazard & {did?: unknown};
	return rest;
};
