import type {Day, Instant} from '../../domain/days.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {select} from '../rows.ts';
import {scopeSql} from '../scope.ts';

export type SitePhoto = {
	sha256: string;
	role: string;
	/** What it belongs to: a hazard before its inspection. */
	subject: string;
	number: string | null;
	/** The day of the inspection or on which the hazard was found. */
	on: Day | null;
	takenAt: Instant | null;
	uploadedAt: Instant;
	seq: number;
};

/**
 * The photos that have come of a site, of its hazards and its inspections, each once, the last linked first. Signatures are
 * none of them.
 */
export async function photosOfSite(
	db: Db,
	scope: Scope,
	siteId: string,
	{before, limit}: {before: number | undefined; limit: number},
): Promise<SitePhoto[]> {
	const whole = scopeSql(scope);
	const community = scopeSql(scope, false);
	const visible = whole.sql ? ` and (${whole.sql} or (domain is null and ${community.sql}))` : '';
	return select<SitePhoto>(
		db,
		`with owned as (
			select 'hazard:' || id as subject, number, found_on as on_day, 0 as place from hazards where site_id = ?
			union all select 'inspection:' || id, number, inspected_on, 1 from inspections where site_id = ?
			union all select 'site:' || id, null, null, 2 from sites where id = ?),
		ranked as (
			select l.seq, l.sha256, l.role, l.subject, owned.number, owned.on_day,
				row_number() over (partition by l.sha256 order by owned.place, l.seq) as turn
			from owned join photo_links l on l.subject = owned.subject
			where l.role not in ('signature', 'inspector-signature')${visible})
		select r.seq, r.sha256, r.role, r.subject, r.number, r.on_day as "on", p.taken_at as "takenAt", p.uploaded_at as "uploadedAt"
		from ranked r join photos p on p.id = r.sha256 where r.turn = 1${before === undefined ? '' : ' and r.seq < ?'}
		order by r.seq desc limit ?`,
		[siteId, siteId, siteId, ...whole.bindings, ...community.bindings, ...(before === undefined ? [] : [before]), limit],
	);
}
