import type {WaitingCode} from '../../../../domain/figures/waiting.ts';
import type {WatchCode} from '../../../../domain/figures/watch.ts';
import {withQuery} from '../../server.ts';

const lists: Record<Exclude<WaitingCode, `duty-${string}`>, string> = {
	confirm: '/hazards?state=registered',
	notice: '/hazards?state=confirmed',
	'five-in-place': '/hazards?state=noticed',
	'close-out': '/hazards?state=passed',
	'paper-review': '/papers?waits=review',
	'paper-approval': '/papers?waits=approval',
	'paper-issue': '/papers?waits=issue',
	'paper-revision': '/papers?waits=revision',
	leads: '/leads?state=received',
	lowerings: '/lowerings',
	'list-issues': '/list-issues?state=draft',
	reports: '/reports?state=draft',
	tables: '/settings/tables?draft=true',
};
/** Where the rows are that a count of waiting things counted. */
export const waitingLink = (code: WaitingCode): string =>
	code.startsWith('duty-')
		? withQuery('/duties', {kind: code.slice('duty-'.length)})
		: lists[code as Exclude<WaitingCode, `duty-${string}`>];

const watchLists: Record<WatchCode, string> = {
	weather: '/weather?standing=true',
	flagged: '/hazards?flagged=true',
	gaps: '/gaps',
	'measures-overdue': '/lists/measures?overdue=true',
	'measures-review': '/lists/measures?reviewDue=true',
	'measures-effect': '/lists/measures?withoutEffect=true',
};
export const watchLink = (code: WatchCode): string => watchLists[code];

/** The page of a figure's rows, from the address that the figure itself names. */
export const rowsPage = (href: string): string => href.replace(/^\/api/, '');
