import {type Verdict, verifyJournal} from '../actions/journal/verify-journal.ts';
import type {VerificationReply} from '../contract/journal.ts';
import type {Services} from '../services.ts';
import {afterwards} from './afterwards.ts';
import type {Context} from './route.ts';

const none: VerificationReply = {
	running: false,
	startedAt: null,
	by: null,
	checked: 0,
	of: 0,
	finishedAt: null,
	failure: null,
	verdict: null,
};
/** The run of each service: one at a time, and the last one is remembered until the service ends. */
const runs = new WeakMap<Services, VerificationReply>();

export const seeVerification = (services: Services): VerificationReply => runs.get(services) ?? none;

/** Starts a verification beside the service, unless one is under way; answers how far it is. */
export function startVerification(services: Services, {now, actor}: Context): VerificationReply {
	const present = seeVerification(services);
	if (present.running) return present;
	const run: VerificationReply = {...none, running: true, startedAt: now, by: actor};
	runs.set(services, run);
	afterwards(services, 'verifying the journal', verify(services, run));
	return run;
}

async function verify(services: Services, run: VerificationReply): Promise<void> {
	try {
		const verdict = await verifyJournal(services.reader, ({entries, of}) => Object.assign(run, {checked: entries, of}));
		run.verdict = toVerdict(verdict);
	} catch (error) {
		run.failure = '核验中断：读取数据库时出错，请稍后再试或用命令行 verify-journal 核验。';
		throw error;
	} finally {
		Object.assign(run, {running: false, finishedAt: services.clock.now()});
	}
}

const toVerdict = ({firstFault, ...verdict}: Verdict): VerificationReply['verdict'] => ({
	...verdict,
	firstFault: firstFault
		? {
				seq: firstFault.seq ?? null,
				subject: firstFault.subject ?? null,
				version: firstFault.version ?? null,
				day: firstFault.day ?? null,
				why: firstFault.why,
			}
		: null,
});
