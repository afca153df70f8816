import {isOverdue} from '../../domain/hazards/hazard.ts';
import {hideNumbers, sightOf} from '../../domain/personal.ts';
import {isInScope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {journalOf} from '../../store/journal/journal.ts';
import {pointsOfSite} from '../../store/register/risk-points.ts';
import {hazardLines, lastInspections, lastPapers} from '../../store/register/site-file.ts';
import {occupanciesOf} from '../../store/register/sites.ts';
import type {Context} from '../context.ts';
import {showOccupancy} from './add-occupancy.ts';
import {frequencyOfSite} from './load-frequencies.ts';
import {showPoints} from './see-risk-points.ts';
import {seeSite} from './see-sites.ts';

/** All that is known of a site on one page (一楼一档), as far as the caller's scope reaches. */
export async function seeSiteFile(db: Db, context: Context, id: string) {
	const {scope, person} = context.caller;
	const site = await seeSite(db, context, id);
	const occupancies = await occupanciesOf(db, id);
	const points = (await pointsOfSite(db, id)).filter(point => isInScope(scope, point.communityId, point.domain));
	const [open, ended] = [await hazardLines(db, scope, id, 'open'), await hazardLines(db, scope, id, 'ended')];
	return {
		site,
		occupancies: occupancies.map(occupancy => showOccupancy(context, occupancy)),
		riskPoints: await showPoints(db, context, points),
		frequency: await frequencyOfSite(db, context, id),
		openHazards: open.map(line => ({...line, overdue: isOverdue(line, context.now)})),
		endedHazards: ended.map(line => ({...line, overdue: false})),
		inspections: await lastInspections(db, scope, id, person.id),
		papers: await lastPapers(db, scope, id, person.id),
		journal: (await journalOf(db, `site:${id}`)).map(({version, at, actor, action, reason, hash}) => ({
			version,
			at,
			actor,
			action,
			reason: reason === null ? null : hideNumbers(reason, sightOf(person.roles)),
			hash,
		})),
	};
}
