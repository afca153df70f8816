import test from 'ava';
import fc from 'fast-check';
import {type Balance, balanceSplits, expectedClosing, type Sheet} from '../../src/domain/figures/balance.ts';
import {slowSheet} from '../helpers/balances.ts';
import {invent, paperWorld} from '../helpers/histories.ts';

const numRuns = process.env.PROVE === 'full' ? 2000 : 200;
const names = ['opening', 'registered', 'closed', 'void', 'merged', 'closing'] as const;
const sum = (sheet: Sheet, name: keyof Balance) => [...sheet.parts.values()].reduce((all, part) => all + part[name], 0);

test('between any two moments of any history every split balances and adds up to the same', t => {
	const seen = new Set<keyof Balance>();
	const property = fc.property(
		fc.integer({min: 1, max: 2 ** 30}),
		fc.integer({min: 2, max: 14}),
		fc.nat(),
		fc.nat(),
		fc.boolean(),
		(seed, hazards, a, b, isPart) => {
			const events = invent(paperWorld, {hazards, seed, steps: 6});
			const moments = ['2026-01-01T00:00:00.000Z', ...events.map(({at}) => at), '2027-01-01T00:00:00.000Z'];
			const [after, until] = [moments[a % moments.length]!, moments[b % moments.length]!].sort() as [string, string];
			const isIn = isPart ? (community: string, domain: string) => community !== 'c2' && domain === 'fire' : () => true;
			const sheets = balanceSplits.map(split => slowSheet(events, paperWorld, {after, until}, split, isIn));
			return sheets.every(sheet => {
				for (const name of Object.keys(sheet.total) as Array<keyof Balance>) if (sum(sheet, name) > 0) seen.add(name);
				return (
					[...sheet.parts.values(), sheet.total].every(part => expectedClosing(part) === part.closing) &&
					names.every(name => sum(sheet, name) === sheet.total[name] && sheet.total[name] === sheets[0]!.total[name]) &&
					sum(sheet, 'movedIn') - sum(sheet, 'movedOut') === sheet.total.movedIn - sheet.total.movedOut &&
					(isPart || sheet.total.movedIn === 0)
				);
			});
		},
	);
	t.notThrows(() => fc.assert(property, {numRuns}));
	t.is(seen.size, 8);
});
