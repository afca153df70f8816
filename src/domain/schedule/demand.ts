import type {Day} from '../days.ts';

/** How many pairs it takes to do everything by its due day: the most that any stretch from the first day on asks for. One visit per site and due day. */
export const pairsNeeded = (
	slots: ReadonlyArray<{siteId: string; dueOn: Day; minutes: number}>,
	workdays: readonly Day[],
	{visitMinutes, minutesPerDay}: {visitMinutes: number; minutesPerDay: number},
): number => {
	const visits = new Set<string>();
	let minutes = 0;
	let most = 0;
	for (const {siteId, dueOn, minutes: own} of [...slots].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))) {
		minutes += own + (visits.has(`${dueOn} ${siteId}`) ? 0 : visitMinutes);
		visits.add(`${dueOn} ${siteId}`);
		// What is due before the first working day still has to be done by someone on that day.
		const days = Math.max(1, workdays.filter(day => day <= dueOn).length);
		most = Math.max(most, Math.ceil(minutes / (days * minutesPerDay)));
	}
	return most;
};
