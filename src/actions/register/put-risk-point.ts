import type {Forms} from '../../domain/content.ts';
import {pointLabel} from '../../domain/number.ts';
import {type Fault, unprocessable} from '../../domain/problem.ts';
import {
	attributeFaults,
	controlFaults,
	type GivenControl,
	type RiskPoint,
	settleControls,
} from '../../domain/register/risk-point.ts';
import {isInScope} from '../../domain/scope.ts';
import {decidePut, type PutDecision} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {record} from '../../store/journal/journal.ts';
import {findPoint, savePoint} from '../../store/register/risk-points.ts';
import {takeNumbers} from '../../store/rows.ts';
import type {Context} from '../context.ts';
import {requireUuid} from '../cursor.ts';
import {pointNotFound} from './see-risk-points.ts';
import {siteInScope} from './see-sites.ts';

/** Makes or changes a risk point. Its site and domain are its identity and never change. */
export async function putPoint(
	db: Db,
	context: Context,
	id: string,
	body: Record<string, unknown>,
): Promise<PutDecision<RiskPoint>> {
	requireUuid(id);
	const {scope} = context.caller;
	const current = await findPoint(db, id, {forUpdate: true});
	if (current && !isInScope(scope, current.communityId, current.domain)) throw pointNotFound();
	const communityId = current?.communityId ?? (await communityFor(db, context, body));
	const decision = decidePut<RiskPoint>(current, settle(id, body, current), {
		defaults: {...blank, id, communityId},
		required: ['siteId', 'domain', 'name', 'place'],
	});
	if (decision.kind === 'unchanged') return decision;
	const faults = faultsOf(context.forms, current, decision.value, body);
	if (faults.length > 0) throw unprocessable(faults);
	const point: RiskPoint = decision.value;
	if (!current) point.label = pointLabel(await takeNumbers(db, 'risk-point', 1));
	await savePoint(db, point);
	await record(db, context, {
		subject: `risk-point:${id}`,
		version: point.version,
		action: `risk-point-${decision.kind}`,
		after: point,
	});
	return {kind: decision.kind, value: point};
}

const blank: Omit<RiskPoint, 'version' | 'id' | 'communityId'> = {
	label: '',
	siteId: '',
	domain: '',
	name: '',
	place: '',
	attributes: {},
	events: [],
	controls: [],
	assessedLevel: null,
	assessmentId: null,
	closedOn: null,
};

/** The community of the site of a new point; 404 when the site, or the domain there, is out of scope. An unknown domain is a fault of its own. */
async function communityFor(db: Db, context: Context, {siteId, domain}: Record<string, unknown>): Promise<string> {
	if (typeof siteId !== 'string') return '';
	const site = await siteInScope(db, context, siteId, {forUpdate: true});
	const isKnown = typeof domain === 'string' && context.forms.sectors.has(domain);
	if (isKnown && !isInScope(context.caller.scope, site.communityId, domain)) throw pointNotFound();
	return site.communityId;
}

/** The body in the shape that is kept: `null` clears a list, controls have ids. */
function settle(id: string, body: Record<string, unknown>, current: RiskPoint | undefined): Record<string, unknown> {
	const {attributes, events, controls, ...rest} = body;
	return {
		...rest,
		...(attributes !== undefined && {attributes: attributes ?? {}}),
		...(events !== undefined && {events: events ?? []}),
		...(controls !== undefined && {
			controls: settleControls(id, (controls ?? []) as GivenControl[], current?.controls ?? []),
		}),
	};
}

/** What the office's data ask for is checked when it is given, not when something else of the point changes. */
function faultsOf(forms: Forms, current: RiskPoint | undefined, point: RiskPoint, body: Record<string, unknown>): Fault[] {
	const faults: Fault[] = [];
	if (current && current.siteId !== point.siteId)
		faults.push({path: '/siteId', message: '风险点不能改到其他场所，请关闭后另建。'});
	if (current && current.domain !== point.domain) faults.push({path: '/domain', message: '风险点不能改换领域，请关闭后另建。'});
	const domain = current?.domain ?? point.domain;
	const sector = forms.sectors.get(domain);
	if (!sector) return [...faults, {path: '/domain', message: `没有这个领域：${point.domain}。`}];
	if (!current || body.attributes !== undefined) faults.push(...attributeFaults(sector, point.attributes));
	if (!current || body.controls !== undefined) faults.push(...controlFaults(forms, domain, point.controls));
	return faults;
}
