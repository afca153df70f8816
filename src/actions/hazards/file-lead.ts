import {yearOf} from '../../domain/days.ts';
import {type Lead, type LeadReport, leadFlags} from '../../domain/hazards/lead.ts';
import {leadNumber} from '../../domain/number.ts';
import {type Fault, Problem, unprocessable} from '../../domain/problem.ts';
import type {Site} from '../../domain/register/site.ts';
import type {Db} from '../../store/engine.ts';
import {linkPhotos} from '../../store/hazards/hazard-links.ts';
import {hasLead, saveLead, takeLeadNumber} from '../../store/hazards/leads.ts';
import {listAreas} from '../../store/register/areas.ts';
import {findSite} from '../../store/register/sites.ts';
import type {Context} from '../context.ts';
import {requireUuid} from '../cursor.ts';
import {type ShownLead, showLead} from './see-leads.ts';

type Body = Pick<LeadReport, 'place' | 'text' | 'seenAt'> & {
	photos?: string[];
	siteId?: string | null;
	communityId?: string | null;
	position?: LeadReport['position'];
	device?: NonNullable<LeadReport['device']>;
};

/** 上报线索: a fact like a filing, kept as it was sent; its photos may come later. */
export async function fileLead(db: Db, context: Context, id: string, body: Body): Promise<ShownLead> {
	requireUuid(id);
	if (await hasLead(db, id)) throw new Problem(409, 'id-taken', '同一编号已提交过其他内容，请换一个编号。');
	const {site, communityId} = await whereOf(db, body);
	const {today, now, caller} = context;
	const year = yearOf(today);
	const lead: Lead = {
		id,
		number: leadNumber(context.orgCode, year, await takeLeadNumber(db, year)),
		state: 'received',
		place: body.place.trim(),
		text: body.text.trim(),
		photos: body.photos ?? [],
		seenAt: body.seenAt,
		position: body.position ?? null,
		device: body.device ?? null,
		reporter: caller.person.id,
		siteId: site?.id ?? null,
		communityId,
		hazardId: null,
		registeredAt: now,
		flags: leadFlags({seenAt: body.seenAt, device: body.device ?? null}, now, context.importer),
		answer: null,
		voiding: null,
		version: 1,
	};
	await saveLead(db, context, lead, {action: 'lead-registration', words: wordsOf(lead, site)});
	const metadata = lead.position ? {position: lead.position} : undefined;
	await linkPhotos(
		db,
		{subject: `lead:${id}`, communityId: communityId ?? '', domain: null, metadata},
		'attachment',
		lead.photos,
	);
	return showLead(db, context, lead);
}

/** What a search finds a lead by. */
export const wordsOf = (lead: Lead, site: Pick<Site, 'name'> | undefined): string[] => [
	lead.number,
	lead.place,
	lead.text,
	...(site ? [site.name] : []),
];

/** Whoever reports may know the site, or the community, or neither. */
async function whereOf(db: Db, {siteId, communityId}: Body): Promise<{site: Site | undefined; communityId: string | null}> {
	const faults: Fault[] = [];
	const site = siteId ? await findSite(db, siteId) : undefined;
	if (siteId && !site) faults.push({path: '/siteId', message: '没有这个场所。'});
	const isCommunity = (await listAreas(db)).some(area => area.id === communityId && area.kind === 'community');
	if (communityId && !isCommunity) faults.push({path: '/communityId', message: '没有这个居民区。'});
	if (faults.length > 0) throw unprocessable(faults);
	return {site, communityId: site?.communityId ?? communityId ?? null};
}
