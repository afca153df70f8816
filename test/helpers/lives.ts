import {plusDays} from '../../src/domain/days.ts';
import type {Hazard, HazardState} from '../../src/domain/hazards/hazard.ts';
import {findHazard, nextMoment, saveHazard} from '../../src/store/hazards/hazards.ts';
import type {App} from './app.ts';
import {makeHazard} from './hazards.ts';
import type {Office} from './office.ts';

/** Numbers that look random and are the same in every run. */
export function dice(seed: number): (sides: number) => number {
	let state = seed;
	return sides => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
		return (state >>> 8) % sides;
	};
}

const steps: HazardState[] = ['confirmed', 'rectifying', 'reported', 'passed', 'closed', 'void'];

/** Hazards with lives of many lengths over four months, some several changes in the same millisecond. */
export async function liveLives(app: App, office: Office, hazards: number): Promise<void> {
	const roll = dice(7);
	const days = [...Array(hazards).keys()].map(() => roll(120)).sort((a, b) => a - b);
	const ids: string[] = [];
	for (const day of days) {
		app.clock.set(plusDays('2026-01-01', day), roll(20));
		const community = roll(3);
		const {id} = await makeHazard(app, office, {
			communityId: office.communities[community]!,
			site: `店${community}`,
			domain: ['fire', 'gas'][roll(2)]!,
			grade: (['general', 'suspected-major', 'major'] as const)[roll(3)]!,
			redFlag: roll(4) === 0,
			dueOn: plusDays('2026-01-01', day + roll(40)),
		});
		ids.push(id);
		for (let n = roll(3); n > 0; n--) await change(app, ids[roll(ids.length)]!, roll);
		if (roll(5) === 0) await change(app, id, roll);
	}
}

async function change(app: App, id: string, roll: (sides: number) => number): Promise<void> {
	await app.services.queue.submit(async db => {
		const hazard = (await findHazard(db, id))!;
		if (hazard.endedAt) return;
		const now = await nextMoment(db, hazard, app.clock.now());
		const state = steps[roll(steps.length)]!;
		const isOver = state === 'closed' || state === 'void';
		const next: Hazard = {
			...hazard,
			state,
			endedAt: isOver ? now : null,
			dueOn: plusDays(hazard.dueOn, roll(10)),
			grade: (['general', 'suspected-major', 'major'] as const)[roll(3)]!,
			version: hazard.version + 1,
		};
		await saveHazard(db, {actor: 'system', now, requestId: null}, next, {action: 'test'});
	});
}
