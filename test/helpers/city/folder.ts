import {tmpdir} from 'node:os';
import path from 'node:path';
import type {Day} from '../../../src/domain/days.ts';
import type {CitySize} from './city.ts';

/** Where this machine keeps the register of a city of a scale. */
export const cityFolder = (scale: number): string => path.join(process.env.CITY_DIR ?? tmpdir(), `register-city-${scale}`);

/** 1 is 50,000 points, a million inspections and 300,000 hazards over three years. */
export const citySize = (scale: number, today: Day): CitySize => ({
	points: Math.ceil(50_000 * scale),
	inspections: Math.ceil(1_000_000 * scale),
	hazards: Math.ceil(300_000 * scale),
	years: 3,
	today,
});
