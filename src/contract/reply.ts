import {Type as t} from '@sinclair/typebox';
import {DayText, InstantText, strict} from './common.ts';

const Hazard = t.Object(
	{
		order: t.Integer(),
		number: t.String(),
		place: t.String(),
		description: t.String(),
		requirement: t.String(),
		dueOn: DayText,
		standing: t.String(),
		report: t.Boolean({description: '现在可以报告整改完成'}),
		extension: t.Boolean({description: '现在可以申请延期'}),
		five: t.Boolean({description: '现在可以填报五落实，由街道核定'}),
	},
	strict,
);

/** What the holder of a link sees: what the notice says, no more. */
export const ReplyFormReply = t.Object(
	{
		title: t.String(),
		number: t.String(),
		office: t.String(),
		issuedOn: DayText,
		addressee: t.String(),
		contact: t.Object({name: t.String(), phone: t.String()}, strict),
		expiresAt: InstantText,
		hazards: t.Array(Hazard),
	},
	strict,
);
export const ReplyReceipt = t.Object({received: t.Integer(), number: t.String()}, strict);
export const ReplyLink = t.Object({url: t.String({description: '只显示这一次'}), expiresAt: InstantText}, strict);
