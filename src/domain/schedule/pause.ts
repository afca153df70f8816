import {type Day, plusDays} from '../days.ts';

/** Days on which a site is shut (停业, 停用, 歇业); open-ended without `to`. */
export type Pause = {siteId: string; from: Day; to?: Day};

/** The window under the pauses of its site: `opensOn` moved behind a pause that covers its start, or 'covered' when no day up to dueOn is left. */
export const underPauses = <W extends {opensOn: Day; dueOn: Day}>(window: W, pauses: readonly Pause[]): W | 'covered' => {
	if (pauses.length === 0) return window;
	let opensOn = window.opensOn;
	for (const pause of [...pauses].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
		if (pause.from > opensOn) continue;
		if (pause.to === undefined) return 'covered';
		if (pause.to >= opensOn) opensOn = plusDays(pause.to, 1);
		if (opensOn > window.dueOn) return 'covered';
	}
	return {...window, opensOn};
};
