import {troubleOf} from '../../domain/field/answer.ts';
import type {FieldCode} from '../../domain/field/code.ts';
import {call} from './api.ts';
import type {PackSite} from './pack-type.ts';
import {points, sites, slots} from './view.ts';

/** Sites of the register that the phone does not hold; null when nobody could be asked. Throws the server's sentence. */
export async function askSites(question: string): Promise<PackSite[] | null> {
	const reply = await call('GET', `/api/sites?limit=30&q=${encodeURIComponent(question)}`).catch(() => null);
	if (!reply) return null;
	const said = reply.body as {items?: PackSite[]} | undefined;
	if (reply.status === 200 && Array.isArray(said?.items)) return said.items;
	throw new Error(troubleOf(reply)?.detail ?? '系统没有给出结果，请稍后再试。');
}

export type Spot = {siteId: string; pointId: string | null; slotId: string | null};

/** Where a code leads by what the phone holds. */
export function spotHere(code: FieldCode): Spot | null {
	if (code.kind === 'slot') {
		const slot = slots.value.get(code.id);
		return slot ? {siteId: slot.siteId, pointId: slot.riskPointId, slotId: slot.id} : null;
	}
	if (code.kind !== 'label') return null;
	const point = [...points.value.values()].find(({label}) => label === code.label);
	if (point) return {siteId: point.siteId, pointId: point.id, slotId: null};
	const site = [...sites.value.values()].find(({label}) => label === code.label);
	return site ? {siteId: site.id, pointId: null, slotId: null} : null;
}

/** Where it leads by what the server knows. Throws a sentence. */
export async function askSpot(label: string): Promise<Spot> {
	const reply = await call('GET', `/api/codes/${encodeURIComponent(label)}`).catch(() => null);
	if (!reply) throw new Error('手机里没有这块编号牌，眼下也连不上服务器。请到有信号的地方再扫一次。');
	const said = reply.body as {kind?: string; id?: string; siteId?: string} | undefined;
	if (reply.status === 200 && said?.siteId)
		return {siteId: said.siteId, pointId: said.kind === 'risk-point' ? said.id! : null, slotId: null};
	if (reply.status === 401) throw new Error('登录已失效，请重新登录后再扫。');
	throw new Error(troubleOf(reply)?.detail ?? '系统没有给出结果，请稍后再试。');
}
