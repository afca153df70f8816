import {type Day, dayOf, type Instant, millisecondsBetween} from '../../domain/days.ts';

/** The phone's own clock, as it stands: what it says is recorded, and how far it is off beside it (rules §1.4). */
export const now = (): Instant => new Date().toISOString();
export const today = (): Day => dayOf(now());

const offsetName = 'clock-offset';

/** Milliseconds to add to the phone's clock to have the server's, as of the last reply; undefined when never told. */
export function clockOffset(): number | undefined {
	const kept = localStorage.getItem(offsetName);
	return kept === null ? undefined : Number(kept);
}

/** Learns it from a reply's Date header, which is good to a second; half of the way there is taken off. */
export function learnOffset(date: string | null, sentAt: Instant): void {
	const served = date === null ? Number.NaN : Date.parse(date);
	if (Number.isNaN(served)) return;
	const middle = Date.parse(sentAt) + millisecondsBetween(sentAt, now()) / 2;
	const offset = Math.round(served + 500 - middle);
	localStorage.setItem(offsetName, String(Math.abs(offset) < 2000 ? 0 : offset));
}

/** What to tell a person whose clock is off by more than the ten minutes that are flagged (rules §1.10); null when it is not. */
export function clockTrouble(): string | null {
	const minutes = Math.round((clockOffset() ?? 0) / 60_000);
	if (Math.abs(minutes) <= 10) return null;
	const [size, unit] =
		Math.abs(minutes) < 120
			? [Math.abs(minutes), '分钟']
			: Math.abs(minutes) < 2880
				? [Math.round(Math.abs(minutes) / 60), '小时']
				: [Math.round(Math.abs(minutes) / 1440), '天'];
	return `手机时钟比服务器${minutes > 0 ? '慢' : '快'}${size}${unit}，请在手机设置中校准。填报不受影响，会如实注明。`;
}
