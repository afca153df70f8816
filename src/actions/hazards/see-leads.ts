import {type Hazard, stateNames} from '../../domain/hazards/hazard.ts';
import {type Lead, type LeadState, leadMovesFor, leadStateNames, outcomeInWords} from '../../domain/hazards/lead.ts';
import {isStaff} from '../../domain/policy.ts';
import {Problem} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {photosAwaited} from '../../store/hazards/hazard-links.ts';
import {personNames, siteNames} from '../../store/hazards/hazard-names.ts';
import {findHazards} from '../../store/hazards/hazards.ts';
import {countLeads, findLead, type LeadSight, listLeads} from '../../store/hazards/leads.ts';
import {listAreas} from '../../store/register/areas.ts';
import type {Context} from '../context.ts';
import {cursorOf, readCursor, readSearch} from '../cursor.ts';
import {withinArea} from './see-hazards.ts';

/** A grid worker sees his own; staff also what lies in their communities and what nobody has placed (rules §1.7). */
export const leadSightOf = ({caller: {person, scope}}: Pick<Context, 'caller'>): LeadSight => ({
	personId: person.id,
	staff: isStaff(person.roles) ? scope : null,
});

export async function leadInSight(db: Db, context: Context, id: string, options = {}): Promise<Lead> {
	const lead = await findLead(db, id, leadSightOf(context), options);
	if (!lead) throw new Problem(404, 'not-found', '没有这条线索，或不在您的范围内。');
	return lead;
}

type Asked = {state?: LeadState; area?: string; site?: string; mine?: boolean; q?: string};
type Paging = {after?: string; limit?: number; count?: boolean};

/** A page of leads, the latest first. */
export async function seeLeads(db: Db, context: Context, {after, limit = 50, count, area, mine, q, ...same}: Asked & Paging) {
	const filter = {
		...same,
		...(area !== undefined && (await withinArea(db, area))),
		reporter: mine ? context.caller.person.id : undefined,
		q: readSearch(q),
	};
	const sight = leadSightOf(context);
	const rows = await listLeads(db, filter, sight, {before: readCursor(after), limit: limit + 1});
	const shown = rows.slice(0, limit);
	return {
		items: await showLeads(
			db,
			context,
			shown.map(({lead}) => lead),
		),
		next: cursorOf(rows.length > limit ? shown.at(-1)!.seq : null),
		...(count && {total: await countLeads(db, filter, sight)}),
	};
}

export const seeLead = async (db: Db, context: Context, id: string): Promise<ShownLead> =>
	showLead(db, context, await leadInSight(db, context, id));

export async function showLead(db: Db, context: Context, lead: Lead): Promise<ShownLead> {
	const [shown] = await showLeads(db, context, [lead]);
	return shown!;
}

export type ShownLead = Awaited<ReturnType<typeof showLeads>>[number];

async function showLeads(db: Db, {caller}: Context, leads: Lead[]) {
	const people = await personNames(db, leads.flatMap(peopleOf));
	const sites = await siteNames(
		db,
		leads.flatMap(({siteId}) => siteId ?? []),
	);
	const areas = new Map((await listAreas(db)).map(({id, name}) => [id, name]));
	const found = await findHazards(
		db,
		leads.flatMap(({hazardId}) => hazardId ?? []),
	);
	const hazards = new Map(found.map(hazard => [hazard.id, hazard]));
	const awaited = new Set(
		await photosAwaited(
			db,
			leads.flatMap(({photos}) => photos),
		),
	);
	const person = (id: string) => ({id, name: people.get(id)?.name ?? ''});
	return leads.map(lead => {
		const {siteId, communityId, answer, voiding, device: _, hazardId, reporter, ...same} = lead;
		const hazard = hazardId === null ? null : (hazards.get(hazardId) ?? null);
		const missing = lead.photos.filter(sha => awaited.has(sha));
		return {
			...same,
			stateName: leadStateNames[lead.state],
			outcome: outcomeInWords(lead, hazard),
			awaited: missing,
			site: siteId === null ? null : {id: siteId, name: sites.get(siteId)?.name ?? ''},
			community: communityId === null ? null : {id: communityId, name: areas.get(communityId) ?? ''},
			reporter: person(reporter),
			flags: [
				...lead.flags,
				...(missing.length > 0 ? [{code: 'photo-awaited' as const, detail: `有 ${missing.length} 张照片尚未上传。`}] : []),
			],
			answer: answer && {...answer, by: person(answer.by)},
			hazard: hazard && shownHazard(hazard),
			voiding: voiding && {...voiding, by: person(voiding.by)},
			moves: leadMovesFor(lead, caller.person),
		};
	});
}

const peopleOf = ({reporter, answer, voiding}: Lead): string[] =>
	[reporter, answer?.by, voiding?.by].filter(id => id !== undefined);

const shownHazard = ({id, number, state}: Hazard) => ({id, number, state, stateName: stateNames[state]});
