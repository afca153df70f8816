import {type Day, minDay, plusDays, plusInterval} from '../days.ts';

/** The days of a month 'YYYY-MM', as far as they have come. */
export function daysOfMonth(month: string, today: Day): {from: Day; to: Day; isOver: boolean} {
	const from = `${month}-01`;
	const last = plusDays(plusInterval(from, 'P1M'), -1);
	return {from, to: minDay(last, today), isOver: last < today};
}

/** What each number counts: by arrival like every figure (rules §1.10), slots by their due day. */
export const myMonthDefinitions = {
	visits: '本月收到的本人参加的检查；未能入场的另计。',
	checks: '上述检查中按检查表查过的风险点，一处一表计一次。',
	hazards: '本月登记的、本人为登记人的隐患；已作废、已合并的不计。',
	onTheSpot: '上述隐患中当场整改的。',
	reinspections: '本月登记的本人参加的复查。',
	slots: '本月到期、排给本人的任务，按截至今日的结果分列；被改期、改派取代的也列出。',
	leads: '本月登记的、本人上报的线索，按现状分列。',
} as const;
