import type {Static} from '@sinclair/typebox';
import type {PackReply} from '../../contract/pack.ts';

export type Pack = Static<typeof PackReply>;
export type PackSlot = Pack['slots'][number];
export type PackSite = Pack['sites'][number];
export type PackPoint = Pack['riskPoints'][number];
export type PackHazard = Pack['openHazards'][number];
export type PackClosedHazard = Pack['closedHazards'][number];
export type PackChecklist = Pack['checklists'][number];
export type PackItem = PackChecklist['items'][number];
