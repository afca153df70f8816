import type {Day} from '../days.ts';
import type {PaperBase, PaperPerson} from './parts.ts';

export type BlankItem = {
	id: string;
	/** 检查内容 and 检查方法. */
	title: string;
	method: string;
	/** A value is to be written down: its unit. */
	unit?: string | undefined;
	redFlag: boolean;
};
/** 空白检查表, for a visit without a phone; `slotUrl` leads to the open slot when it is typed in later. */
export type BlankChecklistData = PaperBase & {
	/** fire/daily@1 */
	checklist: string;
	site: string;
	address: string;
	point: string;
	label: string;
	inspectors: PaperPerson[];
	slotUrl: string;
	/** The slot's short name to be typed. */
	slotCode: string;
	dueOn?: Day | undefined;
	sections: {title: string; items: BlankItem[]}[];
	/** Hazards still open here, to look at again. */
	open: {number: string; description: string; dueOn: Day}[];
};
