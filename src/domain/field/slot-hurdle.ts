import {type Day, inWords} from '../days.ts';
import type {Outcome} from '../schedule/outcome.ts';

type Told = {outcome: Outcome; opensOn: Day; checkedOn?: Day};

/** Why a task that the phone did not hold cannot be settled by a check today, in a sentence; null when it can (rules §1.5). */
export function slotHurdle({outcome, opensOn, checkedOn}: Told, today: Day): string | null {
	switch (outcome) {
		case 'open':
			return opensOn > today ? `这项任务${inWords(opensOn)}才开始，现在检查只能作为计划外检查。` : null;
		case 'done':
		case 'done-late':
			return `这项任务${checkedOn ? inWords(checkedOn) : ''}已经检查过，不用再查。`;
		case 'excused':
			return '这项任务已经免查。要查可以作为计划外检查。';
		case 'superseded':
			return '这项任务已被新的任务替代，请用新的检查表，或者扫风险点的编号牌。';
		default:
			return '这项任务已过宽限期，记为未查。现在检查会计入下一项任务。';
	}
}
