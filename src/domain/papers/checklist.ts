import type {Day} from '../days.ts';
import type {PaperBase, PaperPerson} from './paper-base.ts';

export type ChecklistItem = {
	id: string;
	title: string;
	method: string;
	/** '《消防法》第二十八条'; empty when it is not held. */
	basis: string[];
	/** Unit of what is to be measured; null for yes or no. */
	unit: string | null;
	redFlag: boolean;
};
/** A checklist on paper, for a day without a phone; its answers are typed in afterwards. */
export type ChecklistData = PaperBase & {
	number: null;
	/** 'fire/daily@1'. */
	checklist: string;
	siteName: string;
	address: string;
	point: {label: string; name: string; place: string};
	/** null: for a look that was not planned. */
	slot: {opensOn: Day; dueOn: Day; inspectors: PaperPerson[]} | null;
	sections: {title: string; items: ChecklistItem[]}[];
	/** Leads to the form of this slot or point. */
	url: string;
};
