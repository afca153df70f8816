/** Outlines of 24 × 24, drawn with the text's colour. */
export const icons = {
	today: 'M7 3v3M17 3v3M4 9h16M5 5h14a1 1 0 0 1 1 1v14H4V6a1 1 0 0 1 1-1zm4 9 2 2 4-4',
	find: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h3v3h-3zM20 17v3h-3',
	lead: 'M12 3 2 20h20zM12 10v4M12 17v.5',
	outbox: 'M4 13v6h16v-6M12 3v11M8 7l4-4 4 4',
	me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-6 8-6s8 2 8 6',
	back: 'M15 5l-7 7 7 7',
	next: 'M9 5l7 7-7 7',
	camera: 'M4 8h4l2-3h4l2 3h4v11H4zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8z',
	album: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9.5v.1',
	check: 'M5 12l5 5L20 7',
	cross: 'M6 6l12 12M18 6L6 18',
	down: 'M5 9l7 7 7-7',
	refresh: 'M20 11a8 8 0 1 0-2 6M20 5v6h-6',
	search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5',
	torch: 'M8 3h8v4l-2 3v11h-4V10L8 7z',
	bin: 'M5 7h14M9 7V4h6v3M7 7l1 14h8l1-14',
	more: 'M5 12h.1M12 12h.1M19 12h.1',
} as const;
export type IconName = keyof typeof icons;
