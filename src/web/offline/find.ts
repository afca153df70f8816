import {troubleOf} from '../../domain/field/answer.ts';
import type {FieldCode} from '../../domain/field/code.ts';
import {slotHurdle} from '../../domain/field/slot-hurdle.ts';
import {call} from './api.ts';
import {today} from './clock.ts';
import type {PackSite, PackSlot} from './pack-type.ts';
import {points, sites, slots} from './view.ts';

/** Sites of the register that the phone does not hold; null when nobody could be asked. Throws the server's sentence. */
export async function askSites(question: string): Promise<PackSite[] | null> {
	const reply = await call('GET', `/api/sites?limit=30&q=${encodeURIComponent(question)}`).catch(() => null);
	if (!reply) return null;
	const said = reply.body as {items?: PackSite[]} | undefined;
	if (reply.status === 200 && Array.isArray(said?.items)) return said.items;
	throw new Error(troubleOf(reply)?.detail ?? '系统没有给出结果，请稍后再试。');
}

/** `hurdle`: why the task whose code it was cannot be checked now; `isNew`: the phone does not hold that task yet. */
export type Spot = {siteId: string; siteName: string; pointId: string | null; hurdle?: string; isNew?: true};

/** Where a code leads by what the phone holds. */
export function spotHere(code: FieldCode): Spot | null {
	if (code.kind === 'slot') {
		const slot = slots.value.get(code.id);
		return slot ? spotAt(slot.siteId, slot.riskPointId) : null;
	}
	if (code.kind !== 'label') return null;
	const point = [...points.value.values()].find(({label}) => label === code.label);
	if (point) return spotAt(point.siteId, point.id);
	const site = [...sites.value.values()].find(({label}) => label === code.label);
	return site ? spotAt(site.id, null) : null;
}

const spotAt = (siteId: string, pointId: string | null): Spot => ({
	siteId,
	siteName: sites.value.get(siteId)?.name ?? '',
	pointId,
});

/** Where it leads by what the server knows. Throws a sentence. */
export async function askSpot(label: string): Promise<Spot> {
	const reply = await call('GET', `/api/codes/${encodeURIComponent(label)}`).catch(() => null);
	if (!reply) throw new Error('手机里没有这块编号牌，眼下也连不上服务器。请到有信号的地方再扫一次。');
	const said = reply.body as {kind?: string; id?: string; siteId?: string; siteName?: string} | undefined;
	if (reply.status === 200 && said?.siteId)
		return {siteId: said.siteId, siteName: said.siteName ?? '', pointId: said.kind === 'risk-point' ? said.id! : null};
	if (reply.status === 401) throw new Error('登录已失效，请重新登录后再扫。');
	throw new Error(troubleOf(reply)?.detail ?? '系统没有给出结果，请稍后再试。');
}

/** The same for the code of a task that the phone does not hold. Throws a sentence that says what to do. */
export async function askSlot(id: string): Promise<Spot> {
	const reply = await call('GET', `/api/slots/${encodeURIComponent(id)}`).catch(() => null);
	if (!reply) throw new Error('手机里没有这项任务，眼下也连不上服务器。请扫风险点的编号牌，或者到有信号的地方再试一次。');
	const said = reply.body as (PackSlot & {siteName: string}) | undefined;
	if (reply.status === 200 && said?.id === id) {
		const hurdle = slotHurdle(said, today());
		const spot = {siteId: said.siteId, siteName: said.siteName, pointId: said.riskPointId};
		return hurdle === null ? {...spot, isNew: true} : {...spot, hurdle};
	}
	if (reply.status === 401) throw new Error('登录已失效，请重新登录后再扫。');
	if (reply.status === 404)
		throw new Error('系统里没有这项任务，或者它不在您的范围内，检查表可能是旧的。请扫风险点的编号牌，或者查找场所后检查。');
	throw new Error(troubleOf(reply)?.detail ?? '系统没有给出结果，请稍后再试。');
}
