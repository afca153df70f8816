import {type JournalFault, verifyJournal} from '../actions/journal/verify-journal.ts';
import {say, type Verb, withRegister} from './terminal.ts';

export const verifyJournalVerb: Verb = {
	usage: 'verify-journal                            核验日志、封存值与现状是否一致',
	run: async () =>
		withRegister(async engine => {
			const {entries, subjects, seals, lastSealed, unsealed, firstFault} = await verifyJournal(engine.reader);
			if (firstFault) {
				say(`日志已损坏：${whereOf(firstFault)}：${firstFault.why}。`);
				return 1;
			}
			say(`日志完好：${entries} 条，${subjects} 个对象，${seals} 个封存值；现状与日志一致。`);
			say(lastSealed ? `已封存至 ${lastSealed}，其后 ${unsealed} 条尚未封存。` : `尚未封存，共 ${unsealed} 条。`);
			return 0;
		}),
};

function whereOf({seq, subject, version, day}: JournalFault): string {
	if (day) return `${day} 的封存值`;
	const entry = `${subject ?? ''}${version === undefined ? '' : ` 第 ${version} 版`}`;
	return seq === undefined ? entry : `序号 ${seq}，${entry}`;
}
