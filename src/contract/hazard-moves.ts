import {type TProperties, Type as t} from '@sinclair/typebox';
import {causes} from '../domain/hazards/measure.ts';
import {DayText, Id, literals, nullable, Sha256, strict, Text, Version} from './common.ts';
import {Device, PhotoDetails} from './inspections.ts';

const maybe = t.Optional;
const Short = t.String({minLength: 1, maxLength: 200});
const Photos = t.Array(Sha256, {maxItems: 20, uniqueItems: true});
const Attachments = t.Array(Sha256, {maxItems: 20, uniqueItems: true, description: '扫描件的 SHA-256'});
const Cause = literals(causes);

/** What a telephone adds by itself: when and where the photos were taken, and what it says of itself. */
const onSite = {photoDetails: maybe(PhotoDetails), device: maybe(Device)};

// What a move cannot do without is the table's to say, all at once (422): here every field may be missing.
const body = (fields: TProperties = {}) =>
	t.Object({id: maybe(Id), version: maybe(Version), reason: maybe(Text), photos: maybe(Photos), ...fields}, strict);

/** The body of every move that staff make over the API (rules §1.1), by its name in the table of moves. */
export const moveBodies = {
	confirmation: body({
		grade: maybe(literals(['general', 'suspected-major'])),
		dueOn: maybe(DayText),
		requirement: maybe(Text),
		responsible: maybe(Short),
		parties: maybe(
			t.Object({industry: maybe(nullable(Short)), territorial: maybe(nullable(Short)), entity: maybe(nullable(Short))}, strict),
		),
		onTheSpot: maybe(literals(['accept', 'refuse'])),
		cause: maybe(Cause),
	}),
	'five-in-place': body({
		measures: maybe(Text),
		person: maybe(Short),
		funds: maybe(Short),
		dueOn: maybe(DayText),
		plan: maybe(Text),
		attachments: maybe(Attachments),
	}),
	'rectification-reports': body({
		...onSite,
		text: maybe(Text),
		cost: maybe(t.Number({minimum: 0, maximum: 1e11, description: '整改花费（元）'})),
	}),
	reinspections: body({
		...onSite,
		inspectors: maybe(t.Array(Id, {maxItems: 2, uniqueItems: true})),
		result: maybe(literals(['pass', 'fail'])),
		newDueOn: maybe(DayText),
	}),
	'close-out': body({cause: maybe(Cause)}),
	'extension-requests': body({dueOn: maybe(DayText), safeguards: maybe(Text)}),
	'extension-decisions': body({granted: maybe(t.Boolean()), dueOn: maybe(DayText)}),
	regradings: body({
		grade: maybe(literals(['general', 'suspected-major'])),
		criteria: maybe(t.Array(t.String({minLength: 1, maxLength: 60}), {maxItems: 20, uniqueItems: true})),
	}),
	'major-decisions': body({
		result: maybe(literals(['confirmed', 'not-confirmed'])),
		department: maybe(Short),
		documentNumber: maybe(Short),
		decidedOn: maybe(DayText),
		attachments: maybe(Attachments),
	}),
	'dual-reports': body({
		to: maybe(literals(['regulator', 'workers'])),
		on: maybe(DayText),
		name: maybe(Short),
		form: maybe(Short),
		receipt: maybe(Short),
		attachments: maybe(Attachments),
	}),
	notifications: body({
		department: maybe(Short),
		on: maybe(DayText),
		form: maybe(Short),
		name: maybe(Short),
		receipt: maybe(Short),
		attachments: maybe(Attachments),
	}),
	listing: body({
		level: maybe(literals(['district', 'city'])),
		by: maybe(Short),
		documentNumber: maybe(Short),
		listedOn: maybe(DayText),
		dueOn: maybe(DayText),
		attachments: maybe(Attachments),
	}),
	'delisting-applications': body({on: maybe(DayText), assessment: maybe(Text), attachments: maybe(Attachments)}),
	'on-site-reviews': body({
		result: maybe(literals(['pass', 'fail'])),
		on: maybe(DayText),
		by: maybe(Short),
		attachments: maybe(Attachments),
	}),
	delisting: body({documentNumber: maybe(Short), on: maybe(DayText)}),
	transfers: body({
		department: maybe(Short),
		basis: maybe(Text),
		enclosures: maybe(t.Array(Short, {maxItems: 30, description: '材料名称，或照片的 SHA-256'})),
		replyBy: maybe(DayText),
	}),
	'transfer-replies': body({
		kind: maybe(literals(['received', 'returned', 'result'])),
		on: maybe(DayText),
		by: maybe(Short),
		removed: maybe(t.Boolean()),
		caseNumber: maybe(Short),
		outcome: maybe(Text),
	}),
	voiding: body(),
	duplicate: body({of: maybe(Id)}),
	'site-gone': body(),
	'site-gone-decisions': body({approved: maybe(t.Boolean())}),
	lookbacks: body({...onSite, result: maybe(literals(['holds', 'recurred']))}),
	supervisions: body({
		step: maybe(literals(['reminder', 'notification', 'supervision-letter', 'briefing', 'interview'])),
		paperId: maybe(Id),
	}),
} as const;

export type StaffMove = keyof typeof moveBodies;
export const staffMoves = Object.keys(moveBodies) as StaffMove[];
