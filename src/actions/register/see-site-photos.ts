import type {Db} from '../../store/engine.ts';
import {photosOfSite} from '../../store/register/site-photos.ts';
import type {Context} from '../context.ts';
import {cursorOf, readCursor} from '../cursor.ts';
import {siteInScope} from './see-sites.ts';

/** The photos of a site, its hazards and its inspections in scope, the latest first. */
export async function seeSitePhotos(db: Db, context: Context, id: string, {after, limit = 50}: {after?: string; limit?: number}) {
	await siteInScope(db, context, id);
	const rows = await photosOfSite(db, context.caller.scope, id, {before: readCursor(after), limit: limit + 1});
	const shown = rows.slice(0, limit);
	return {
		items: shown.map(({seq: _, subject, number, ...photo}) => {
			const [kind, subjectId] = subject.split(':');
			return {...photo, subject: {kind: kind!, id: subjectId!, number}};
		}),
		next: cursorOf(rows.length > limit ? shown.at(-1)!.seq : null),
	};
}
