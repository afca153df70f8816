import {plusDays} from '../../domain/days.ts';
import {type Fault, Problem, unprocessable} from '../../domain/problem.ts';
import {decidePut, type PutDecision} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {record} from '../../store/journal/journal.ts';
import {findGrant, findPerson, type GrantRecord, grantsOf, listGrants, saveGrant} from '../../store/people/people.ts';
import {findArea} from '../../store/register/areas.ts';
import type {Context} from '../context.ts';

/** Gives a person an area (community or subdistrict) and domains, from a day on (rules §1.7). */
export async function putGrant(
	db: Db,
	context: Context,
	id: string,
	body: Record<string, unknown>,
): Promise<PutDecision<GrantRecord>> {
	const decision = decidePut<GrantRecord>(await findGrant(db, id), body, {
		defaults: {id, personId: '', areaId: '', domains: null, fromOn: context.today, toOn: null},
		required: ['personId', 'areaId'],
	});
	if (decision.kind === 'unchanged') return decision;
	const faults = await grantFaults(db, context, decision.value);
	if (faults.length > 0) throw unprocessable(faults);
	await saveGrant(db, decision.value);
	await record(db, context, {
		subject: `grant:${id}`,
		version: decision.value.version,
		action: `grant-${decision.kind}`,
		after: decision.value,
	});
	return decision;
}

async function grantFaults(db: Db, {forms}: Context, grant: GrantRecord): Promise<Fault[]> {
	const faults: Fault[] = [];
	if (!(await findPerson(db, grant.personId))) faults.push({path: '/personId', message: '没有这个人。'});
	const area = await findArea(db, grant.areaId);
	if (area?.kind !== 'community' && area?.kind !== 'subdistrict') faults.push({path: '/areaId', message: '应为街道或居民区。'});
	for (const [i, domain] of (grant.domains ?? []).entries()) {
		if (!forms.sectors.has(domain)) faults.push({path: `/domains/${i}`, message: `没有这个领域：${domain}。`});
	}
	// What was given today is taken back today: it then ends on the day before it began.
	if (grant.toOn !== null && grant.toOn < plusDays(grant.fromOn, -1)) faults.push({path: '/toOn', message: '不能早于起始日期。'});
	return faults;
}

export async function seeGrants(db: Db, personId: string | undefined): Promise<GrantRecord[]> {
	return personId ? grantsOf(db, personId) : listGrants(db);
}

export async function seeGrant(db: Db, id: string): Promise<GrantRecord> {
	const grant = await findGrant(db, id);
	if (!grant) throw new Problem(404, 'not-found', '没有这项授权。');
	return grant;
}
