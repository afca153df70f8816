/** Length in metres of the shortest open way through all sites, from the first to the last: exact up to nine, else nearest first and untangled. */
export function routeLength(sites: readonly number[], x: Float64Array, y: Float64Array): number {
	if (sites.length < 2) return 0;
	if (sites.length <= mostExact) return Math.min(...wholeWays(sites, bestWays(sites, x, y)));
	return lengthOf(untangled(sites, x, y), x, y);
}

/** The sites in the order of that way; of its two directions the one that comes to the first named site earlier. */
export function routeOrder(sites: readonly number[], x: Float64Array, y: Float64Array): number[] {
	if (sites.length < 3) return [...sites];
	const way = sites.length <= mostExact ? traced(sites, bestWays(sites, x, y), x, y) : untangled(sites, x, y);
	return way.indexOf(sites[0]!) * 2 < way.length - 1 ? way : way.reverse();
}

const mostExact = 9;
const distance = (a: number, b: number, x: Float64Array, y: Float64Array) => Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!);
const lengthOf = (way: readonly number[], x: Float64Array, y: Float64Array): number =>
	way.slice(1).reduce((sum, site, i) => sum + distance(way[i]!, site, x, y), 0);

// Held and Karp: the best way through a set that ends at each of its sites.
function bestWays(sites: readonly number[], x: Float64Array, y: Float64Array): Float64Array {
	const n = sites.length;
	const best = new Float64Array(n << n).fill(Number.POSITIVE_INFINITY);
	for (let i = 0; i < n; i++) best[(1 << i) * n + i] = 0;
	for (let set = 1; set < 1 << n; set++) {
		for (let last = 0; last < n; last++) {
			const here = best[set * n + last]!;
			if (here === Number.POSITIVE_INFINITY) continue;
			for (let next = 0; next < n; next++) {
				if (set & (1 << next)) continue;
				const there = (set | (1 << next)) * n + next;
				best[there] = Math.min(best[there]!, here + distance(sites[last]!, sites[next]!, x, y));
			}
		}
	}
	return best;
}

/** The best ways through all sites, by the last one. */
const wholeWays = ({length: n}: readonly number[], best: Float64Array) => best.subarray(((1 << n) - 1) * n, n << n);

function traced(sites: readonly number[], best: Float64Array, x: Float64Array, y: Float64Array): number[] {
	const n = sites.length;
	const ends = [...wholeWays(sites, best)];
	let set = (1 << n) - 1;
	let last = ends.indexOf(Math.min(...ends));
	const way = [sites[last]!];
	while (way.length < n) {
		const left = set & ~(1 << last);
		const length = (i: number) => best[left * n + i]! + distance(sites[i]!, sites[last]!, x, y);
		const rest = [...sites.keys()].filter(i => left & (1 << i));
		const before = rest.reduce((a, b) => (length(b) < length(a) ? b : a));
		way.push(sites[before]!);
		[set, last] = [left, before];
	}
	return way.reverse();
}

function untangled(sites: readonly number[], x: Float64Array, y: Float64Array): number[] {
	const way = nearestFirst(sites, x, y);
	const gap = (i: number, j: number) => (i < 0 || j >= way.length ? 0 : distance(way[i]!, way[j]!, x, y));
	for (let better = true; better; ) {
		better = false;
		for (let i = 0; i < way.length - 1; i++) {
			for (let j = i + 1; j < way.length; j++) {
				const before = gap(i - 1, i) + gap(j, j + 1);
				const after = (i > 0 ? gap(i - 1, j) : 0) + (j + 1 < way.length ? gap(i, j + 1) : 0);
				if (after < before - 1e-9) {
					way.splice(i, j - i + 1, ...way.slice(i, j + 1).reverse());
					better = true;
				}
			}
		}
	}
	return way;
}

function nearestFirst(sites: readonly number[], x: Float64Array, y: Float64Array): number[] {
	const left = new Set(sites.slice(1));
	const way = [sites[0]!];
	while (left.size > 0) {
		const last = way.at(-1)!;
		let nearest: number | undefined;
		for (const site of left)
			if (nearest === undefined || distance(last, site, x, y) < distance(last, nearest, x, y)) nearest = site;
		way.push(nearest!);
		left.delete(nearest!);
	}
	return way;
}
