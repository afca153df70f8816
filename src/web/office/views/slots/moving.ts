import {v7} from 'uuid';
import {ref} from 'vue';
import {post, Trouble} from '../../server.ts';
import type {Place, Slot} from './board.ts';

type Refused = {slot: Slot; message: string};
/** Moves slots one after the other; what is refused stays where it was, and why is kept in words. */
export function useMoving(put: (slot: Slot) => void) {
	const refused = ref<Refused[]>([]);
	const moved = ref<{slots: Slot[]; place: Place} | null>(null);
	const isMoving = ref(false);

	async function move(slots: readonly Slot[], place: Place, people: string[]): Promise<number> {
		isMoving.value = true;
		refused.value = [];
		moved.value = null;
		const given: Slot[] = [];
		// Shown at once where it was dropped; put back when the server says no.
		for (const slot of slots) put({...slot, assigned: {...place, people}});
		for (const slot of slots) {
			try {
				const after = await post<Partial<Slot>>(`/api/slots/${slot.id}/assignment`, {id: v7(), ...place});
				const whole = {...slot, ...after};
				put(whole);
				given.push(whole);
			} catch (error) {
				put(slot);
				if (!(error instanceof Trouble)) throw error;
				refused.value = [...refused.value, {slot, message: wordsOf(error)}];
			}
		}
		isMoving.value = false;
		if (given.length > 0) moved.value = {slots: given, place};
		return given.length;
	}
	return {move, refused, moved, isMoving};
}

const wordsOf = ({message, errors}: Trouble): string => (errors.length > 0 ? errors.map(one => one.message).join('') : message);
