import {type TSchema, Type as t} from '@sinclair/typebox';
import {openStates} from '../domain/hazards/hazard.ts';
import {DayText, InstantText, literals, strict} from './common.ts';

const text = t.String();
const texts = t.Array(t.String());
const maybe = <S extends TSchema>(schema: S) => t.Optional(schema);

const Five = t.Object(
	{
		measures: maybe(text),
		person: maybe(text),
		funds: maybe(text),
		dueOn: maybe(DayText),
		plan: maybe(text),
		attachments: maybe(texts),
	},
	strict,
);
const Report = t.Object(
	{
		round: t.Integer(),
		by: text,
		onBehalf: t.Boolean(),
		on: DayText,
		text,
		photos: texts,
		cost: maybe(t.Number()),
		at: InstantText,
	},
	strict,
);
const Reinspection = t.Object(
	{
		round: t.Integer(),
		inspectors: texts,
		result: literals(['pass', 'fail']),
		on: DayText,
		photos: texts,
		newDueOn: maybe(DayText),
	},
	strict,
);
const DualReport = t.Object(
	{
		to: literals(['regulator', 'workers']),
		on: DayText,
		name: maybe(text),
		form: maybe(text),
		receipt: maybe(text),
		attachments: texts,
	},
	strict,
);
const Extension = t.Object(
	{
		request: t.Object({by: text, dueOn: DayText, reason: text, safeguards: text, photos: texts, at: InstantText}, strict),
		decision: maybe(t.Object({by: text, granted: t.Boolean(), reason: text, dueOn: maybe(DayText), at: InstantText}, strict)),
	},
	strict,
);
const DepartmentNotification = t.Object(
	{
		department: text,
		on: DayText,
		form: text,
		name: maybe(text),
		receipt: maybe(text),
		attachments: texts,
		by: text,
		at: InstantText,
	},
	strict,
);
const MajorDecision = t.Object(
	{
		result: literals(['confirmed', 'not-confirmed']),
		department: text,
		documentNumber: text,
		decidedOn: DayText,
		attachments: texts,
	},
	strict,
);
const Listing = t.Object(
	{
		level: literals(['district', 'city']),
		by: text,
		documentNumber: text,
		listedOn: DayText,
		dueOn: DayText,
		attachments: texts,
	},
	strict,
);
const Delisting = t.Object(
	{
		application: maybe(t.Object({on: DayText, assessment: text, attachments: texts}, strict)),
		reviews: t.Array(t.Object({result: literals(['pass', 'fail']), on: DayText, by: text, attachments: texts}, strict)),
		documentNumber: maybe(text),
		on: maybe(DayText),
	},
	strict,
);
const TransferReply = t.Object(
	{
		kind: literals(['received', 'returned', 'result']),
		on: DayText,
		by: text,
		removed: maybe(t.Boolean()),
		caseNumber: maybe(text),
		outcome: maybe(text),
	},
	strict,
);
const Transfer = t.Object(
	{
		department: text,
		basis: text,
		enclosures: texts,
		replyBy: DayText,
		by: text,
		at: InstantText,
		from: literals(openStates),
		replies: t.Array(TransferReply),
	},
	strict,
);
const SiteGone = t.Object(
	{by: text, reason: text, photos: texts, on: DayText, decidedBy: maybe(text), decisionReason: maybe(text)},
	strict,
);

/** What happened to a hazard, as its moves wrote it down. */
export const HazardFactsReply = t.Object(
	{
		filers: texts,
		confirmedBy: maybe(text),
		noticePaperId: maybe(text),
		noticeRound: maybe(t.Integer()),
		photosBefore: texts,
		photosAfter: texts,
		reports: t.Array(Report),
		reinspections: t.Array(Reinspection),
		fiveInPlace: maybe(Five),
		fiveProposed: maybe(Five),
		dualReports: maybe(t.Array(DualReport)),
		notifications: maybe(t.Array(DepartmentNotification)),
		gradedBy: maybe(text),
		gradedOn: maybe(DayText),
		gradeReason: maybe(text),
		extension: maybe(Extension),
		majorDecisions: maybe(t.Array(MajorDecision)),
		listing: maybe(Listing),
		delisting: maybe(Delisting),
		transfers: maybe(t.Array(Transfer)),
		bounces: maybe(t.Integer()),
		siteGone: maybe(SiteGone),
		lookbacks: maybe(t.Array(t.Object({by: text, result: literals(['holds', 'recurred']), on: DayText, photos: texts}, strict))),
		supervisions: maybe(t.Array(t.Object({by: text, step: text, on: DayText, paperId: maybe(text)}, strict))),
		ending: maybe(t.Object({by: text, reason: maybe(text)}, strict)),
		deadlines: t.Array(t.Object({dueOn: DayText, why: text, at: InstantText}, strict)),
	},
	strict,
);
