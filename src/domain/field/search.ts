export type Findable = {
	sites: ReadonlyArray<{
		id: string;
		label: string;
		name: string;
		address: string;
		building: string | null;
		occupant: {name: string} | null;
	}>;
	points: ReadonlyArray<{id: string; label: string; siteId: string; name: string; place: string}>;
	hazards: ReadonlyArray<{id: string; number: string; siteId: string; item: string; place: string; description: string}>;
};
export type Hit = {kind: 'site' | 'point' | 'hazard'; id: string; siteId: string; title: string; detail: string; mark: string};

/** A text as it is compared: one width, one case, no blanks and hyphens, so that 'f0012345' finds 'F001234-5'. */
export const folded = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');

/** Characters that a search must have, blanks not counted. */
export const fewest = 2;

/** Everything that holds every word of the question, what is named so before what merely mentions it; at most `limit` hits. */
export function search(question: string, held: Findable, limit = 50): Hit[] {
	const words = question.trim().split(/\s+/).map(folded).filter(Boolean);
	if (words.join('').length < fewest) return [];
	const found = hitsOf(held).flatMap(hit => {
		const [mark, title] = [folded(hit.mark), folded(hit.title)];
		const whole = [mark, title, folded(hit.detail)].join('\n');
		if (!words.every(word => whole.includes(word))) return [];
		return [{hit, rank: rankOf(words, mark, title)}];
	});
	return found
		.sort((a, b) => a.rank - b.rank)
		.slice(0, limit)
		.map(({hit}) => hit);
}

function rankOf(words: readonly string[], mark: string, title: string): number {
	if (words.some(word => mark === word)) return 0;
	if (words.some(word => title.startsWith(word))) return 1;
	return words.some(word => title.includes(word) || mark.includes(word)) ? 2 : 3;
}

function hitsOf({sites, points, hazards}: Findable): Hit[] {
	const names = new Map<string, string>();
	const hits: Hit[] = [];
	for (const {id, label, name, address, building, occupant} of sites) {
		names.set(id, name);
		const detail = [address, building, occupant?.name.startsWith(name) ? null : occupant?.name].filter(Boolean).join(' · ');
		hits.push({kind: 'site', id, siteId: id, title: name, detail, mark: label});
	}
	for (const {id, label, siteId, name, place} of points)
		hits.push({
			kind: 'point',
			id,
			siteId,
			title: name,
			detail: [names.get(siteId), place].filter(Boolean).join(' · '),
			mark: label,
		});
	for (const {id, number, siteId, item, place, description} of hazards) {
		const detail = [names.get(siteId), place, description].filter(Boolean).join(' · ');
		hits.push({kind: 'hazard', id, siteId, title: item, detail, mark: number});
	}
	return hits;
}
