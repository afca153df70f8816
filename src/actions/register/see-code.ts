import {labelFault, pointLabel, readLabel, siteLabel} from '../../domain/number.ts';
import {Problem, unprocessable} from '../../domain/problem.ts';
import {isInScope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {findPointByLabel} from '../../store/register/risk-points.ts';
import {findSite, findSiteByLabel} from '../../store/register/sites.ts';
import type {Context} from '../context.ts';

/** What a label that was scanned or typed stands for; 422 when it is none or a digit is wrong, 404 outside the scope. */
export async function seeCode(db: Db, {caller: {scope}}: Context, text: string) {
	const read = readLabel(text);
	if (!read) throw unprocessable([{path: '/code', message: labelFault(text)!}], 'rules', labelFault(text)!);
	if (read.kind === 'site') {
		const code = siteLabel(read.n);
		const site = await findSiteByLabel(db, code);
		if (!site || !isInScope(scope, site.communityId)) throw unknown(code);
		return {kind: 'site' as const, code, id: site.id, name: site.name, siteId: site.id, siteName: site.name};
	}
	const code = pointLabel(read.n);
	const point = await findPointByLabel(db, code);
	if (!point || !isInScope(scope, point.communityId, point.domain)) throw unknown(code);
	const site = await findSite(db, point.siteId);
	return {kind: 'risk-point' as const, code, id: point.id, name: point.name, siteId: point.siteId, siteName: site?.name ?? ''};
}

const unknown = (code: string): Problem =>
	new Problem(404, 'not-found', `没有编号为 ${code} 的场所或风险点，或者不在您的范围内。`);
