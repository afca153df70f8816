import type {Band, Factor, Method, RiskLevel} from '../content.ts';
import {type Fault, unprocessable} from '../problem.ts';

/** Factor code → the score of the sentence picked. */
export type FactorScores = Record<string, number>;
export type Assessed = {score: number; level: RiskLevel};

const levels: RiskLevel[] = ['low', 'moderate', 'significant', 'major'];

/** 0 低 … 3 重大. */
export const levelRank = (level: RiskLevel): number => levels.indexOf(level);
export const isLowering = (from: RiskLevel, to: RiskLevel): boolean => levelRank(to) < levelRank(from);

/** Product and level; 422 lists every factor that is missing, unlisted, or has a score that no sentence has. */
export const score = (method: Method, factors: FactorScores): Assessed => {
	const faults = factorFaults(method, factors);
	if (faults.length > 0) throw unprocessable(faults, 'factors');
	const product = rounded(method.factors.reduce((product, factor) => product * factors[factor.code]!, 1));
	const [band] = matching(method.bands, product);
	if (!band) throw new Error(`${method.id}@${method.version}: no band for ${product}`);
	return {score: product, level: band.level};
};

/** Every reachable product must lie in exactly one band (risk-grading §1.2); empty when it does. */
export const bandFaults = (method: Method): Fault[] =>
	reachable(method.factors).flatMap(product => {
		const hits = matching(method.bands, product).map(band => band.level);
		if (hits.length === 1) return [];
		const what = hits.length === 0 ? '没有对应的等级' : `同时落在多个等级（${hits.join('、')}）`;
		return [{path: '/bands', message: `分值 ${product} ${what}，请修改分级区间。`}];
	});

/** All distinct products, ascending. */
export const reachable = (factors: Factor[]): number[] => factors.reduce(timesOptions, [1]).sort((a, b) => a - b);

const timesOptions = (products: number[], {options}: Factor): number[] => [
	...new Set(products.flatMap(product => options.map(option => rounded(product * option.score)))),
];

const factorFaults = (method: Method, factors: FactorScores): Fault[] => {
	const codes = method.factors.map(factor => factor.code);
	const unlisted = Object.keys(factors)
		.filter(code => !codes.includes(code))
		.map(code => ({path: `/factors/${pointer(code)}`, message: `本方法没有因素“${code}”，请删去。`}));
	return [...unlisted, ...method.factors.flatMap(factor => optionFault(factor, factors))];
};

const optionFault = (factor: Factor, factors: FactorScores): Fault[] => {
	const picked = Object.hasOwn(factors, factor.code) ? factors[factor.code] : undefined;
	if (factor.options.some(option => option.score === picked)) return [];
	const message =
		picked === undefined ? `请选择“${factor.title}”。` : `“${factor.title}”没有 ${picked} 这一档，请从所列描述中选择。`;
	return [{path: `/factors/${pointer(factor.code)}`, message}];
};

const matching = (bands: Band[], product: number): Band[] =>
	bands.filter(band => isAbove(band, product) && isBelow(band, product));
const isAbove = ({min, minInclusive}: Band, product: number): boolean =>
	min === null || product > rounded(min) || (minInclusive && product === rounded(min));
const isBelow = ({max, maxInclusive}: Band, product: number): boolean =>
	max === null || product < rounded(max) || (maxInclusive && product === rounded(max));

/** Scores such as 0.1 × 3 are decimals; 1e-9 is far below any step between two products. */
const rounded = (n: number): number => Math.round(n * 1e9) / 1e9;
const pointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
