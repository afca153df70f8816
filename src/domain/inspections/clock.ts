import {type Instant, millisecondsBetween} from '../days.ts';

/** A place on the globe, accuracy in metres; or that there was no signal, which is an answer too. */
export type Where = {lat: number; lng: number; accuracy?: number} | 'no-signal';
/** What a telephone says of itself when it seals something. */
export type Device = {filedAt: Instant; clockOffsetMs?: number; position?: Where; app?: string};
export type ClockFlag = {code: 'clock'; detail: string};

const ahead = 10 * 60_000;
const back = 30 * 86_400_000;

/** Facts dated more than ten minutes ahead or thirty days back are kept and flagged, never refused (rules §1.10). */
export function clockFlag(
	{since, others, what}: {since: Instant; others: readonly Instant[]; what: string},
	now: Instant,
): ClockFlag[] {
	if ([since, ...others].some(at => millisecondsBetween(now, at) > ahead))
		return [{code: 'clock', detail: '时间晚于服务器时间 10 分钟以上，请核对手机时钟。'}];
	return millisecondsBetween(since, now) > back ? [{code: 'clock', detail: `${what}在 30 天以前，属补报。`}] : [];
}
