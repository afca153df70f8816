import {Type as t} from '@sinclair/typebox';
import {InstantText, nullable, strict} from './common.ts';

export const AddressReply = t.Object({active: t.Boolean(), madeAt: nullable(InstantText)}, strict);
/** The address leaves once, with the making. */
export const AddressMade = t.Object(
	{url: t.String({description: '订阅地址，只显示这一次；勿转给他人'}), madeAt: InstantText},
	strict,
);
export const CalendarText = t.String({contentMediaType: 'text/calendar'});
