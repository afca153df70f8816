import type {LevelControl, RiskLevel} from '../content.ts';
import {type Day, inWords, plusInterval} from '../days.ts';
import type {SitePause} from '../register/site.ts';
import {intervalInWords} from './interval-words.ts';
import {type Outcome, outcomeOf} from './outcome.ts';
import {divisorOf, type Plan} from './plan.ts';
import {afterInterval, type Window} from './window.ts';

type SlotToExplain = Window & {
	level: string;
	rhythm: string;
	ruleDueOn?: Day;
	checkedOn?: Day;
	attempts: ReadonlyArray<{on: Day; reason: string}>;
	excusedOn?: Day;
	excuse?: {by: string | null; reason: string};
	supersededOn?: Day;
	supersededBy?: string;
	assigned?: {on: Day; people: string[]};
};
/** All that stands behind a slot. */
export type SlotStory = {
	slot: SlotToExplain;
	plan: Plan;
	checklistTitle: string;
	assessedLevel: RiskLevel | null;
	/** Numbers of the open hazards that raise the level. */
	raisedBy: readonly string[];
	/** Why its site is inspected more often, or no longer is. */
	frequency: string | null;
	lastCheckedOn?: Day | undefined;
	/** How the slot before this one ended. */
	previous?: {outcome: Outcome; dueOn: Day} | undefined;
	pauses: readonly SitePause[];
	names: ReadonlyMap<string, string>;
	/** Why the whole patrol was called off. */
	calledOff?: string | undefined;
	/** The day that it lost to the patrol of a red warning, and which. */
	putOff?: {on: Day; cause: string} | undefined;
	/** Why nobody has it yet. */
	unplaced: 'too-early' | 'no-pair' | 'no-time';
	today: Day;
	titles: ReadonlyMap<RiskLevel, LevelControl>;
};

/** Why this point is to be checked in these days by these people, in sentences for those who ask. */
export const explain = (story: SlotStory): string[] =>
	[
		planSentence,
		levelSentence,
		frequencySentence,
		countSentence,
		daysSentence,
		holidaySentence,
		pauseSentence,
		endSentence,
		putOffSentence,
		peopleSentence,
	].flatMap(say => say(story) ?? []);

const intervalOf = ({plan, slot}: SlotStory): string => plan.intervals[slot.level as RiskLevel] ?? '';

const planSentence = ({plan, checklistTitle}: SlotStory) =>
	`${plan.campaign ? '专项' : ''}计划“${plan.name}”要求按《${checklistTitle}》检查此风险点。${plan.basis ?? ''}`;

const levelSentence = (story: SlotStory) => {
	const {slot, titles} = story;
	const title = titles.get(slot.level as RiskLevel)?.title ?? slot.level;
	const interval = intervalOf(story);
	return `风险等级为${title}：${levelReason(story)}${interval ? `，${intervalInWords(interval)}检查一次` : ''}。`;
};

const levelReason = ({slot, assessedLevel, raisedBy}: SlotStory) => {
	if (slot.level === assessedLevel) return '按评定等级';
	if (raisedBy.length > 0) return `该点有未销号的重大或疑似重大隐患（${raisedBy.join('、')}），等级提高`;
	if (assessedLevel === null) return '尚未评定，暂按此等级安排';
	return '生成任务时的等级';
};

// Of a slot that was made while the site was inspected more often, or that stands in for one.
const frequencySentence = ({slot, previous, frequency}: SlotStory) => {
	if (divisorOf(slot) > 1) return frequency ?? '安排本次任务时，该场所检查间隔已减短。';
	return previous?.outcome === 'superseded' ? (frequency ?? undefined) : undefined;
};

const countSentence = (story: SlotStory) => {
	const {plan, slot, lastCheckedOn, previous} = story;
	const due = slot.ruleDueOn ?? slot.dueOn;
	if (plan.anchor === 'calendar') return `按日历周期安排，自${inWords(plan.from)}起算，本期止于${inWords(due)}。`;
	if (lastCheckedOn && intervalOf(story) && dueAfter(story, lastCheckedOn) === due)
		return `上次检查是${inWords(lastCheckedOn)}，间隔从检查当日起算，应于${inWords(due)}前再查。`;
	if (previous?.outcome === 'missed' || previous?.outcome === 'not-inspectable')
		return `上一项任务（${inWords(previous.dueOn)}到期）没有查成，顺延一个周期，优先安排。`;
	if (previous) return `上一项任务（${inWords(previous.dueOn)}到期）${ended[previous.outcome]}，由本项接续。`;
	return lastCheckedOn ? `上次检查是${inWords(lastCheckedOn)}。` : '此前没有检查记录，首次检查不超过 30 天。';
};

const dueAfter = (story: SlotStory, day: Day): Day =>
	afterInterval({interval: intervalOf(story), divisor: divisorOf(story.slot)}, day);

const ended: Record<Outcome, string> = {
	open: '尚未了结',
	done: '已完成',
	'done-late': '已补查',
	missed: '漏查',
	'not-inspectable': '未能检查',
	excused: '已免查',
	superseded: '因等级、计划或场所变化被替代',
};

const daysSentence = ({slot}: SlotStory) => {
	const grace = slot.graceOn > slot.dueOn ? `，最迟补查到${inWords(slot.graceOn)}` : '';
	return `${inWords(slot.opensOn)}起可以检查，${inWords(slot.dueOn)}到期${grace}。`;
};

const holidaySentence = ({slot}: SlotStory) =>
	slot.ruleDueOn &&
	`原应${inWords(slot.ruleDueOn)}到期，当日不是检查日，按计划${slot.dueOn < slot.ruleDueOn ? '提前' : '顺延'}到${inWords(slot.dueOn)}。`;

const pauseSentence = ({slot, pauses}: SlotStory) => {
	if (slot.excuse?.reason === 'pause' && slot.excuse.by === null) return '场所在整个期间停业，本次免查。';
	return pauses
		.filter(({from, to}) => from <= slot.dueOn && (to === undefined || to >= slot.opensOn || isJustBefore(to, slot.opensOn)))
		.map(({from, to, reason}) => {
			const until = to === undefined ? '起' : `至${inWords(to)}`;
			return `场所${inWords(from)}${until}停业（${reason}）${to !== undefined && to < slot.opensOn ? '，开始日期相应推后' : ''}。`;
		});
};

const isJustBefore = (to: Day, opensOn: Day) => plusInterval(to, 'P1D') === opensOn;

const endSentence = ({slot, today, names, calledOff}: SlotStory) => {
	const outcome = outcomeOf(slot, today);
	if (outcome === 'done') return `已于${inWords(slot.checkedOn!)}检查。`;
	if (outcome === 'done-late') return `已于${inWords(slot.checkedOn!)}补查（逾期）。`;
	if (outcome === 'excused' && slot.excuse?.by)
		return `${names.get(slot.excuse.by) ?? '管理人员'}于${inWords(slot.excusedOn!)}免查：${slot.excuse.reason}`;
	if (outcome === 'superseded')
		return `${inWords(slot.supersededOn!)}起${slot.supersededBy ? `由任务 ${slot.supersededBy} 替代` : `不再需要：${calledOff ?? '风险点、场所或计划已变'}`}。`;
	if (outcome === 'missed') return '补查期已过，未检查。';
	if (outcome === 'not-inspectable') return `到过现场但没有查成：${slot.attempts.map(({reason}) => reason).join('；')}。`;
	return today > slot.dueOn ? '已逾期，请尽快检查。' : undefined;
};

const putOffSentence = ({slot, putOff, today}: SlotStory) => {
	if (!putOff) return undefined;
	const waits = outcomeOf(slot, today) === 'open' ? '，待另行安排' : '';
	return `因${putOff.cause}，原定${inWords(putOff.on)}的检查让位于地下空间巡查${slot.assigned ? '，已另行安排' : waits}。`;
};

const peopleSentence = ({slot, names, unplaced, today}: SlotStory) => {
	const outcome = outcomeOf(slot, today);
	if (outcome === 'superseded' || outcome === 'excused') return undefined;
	if (slot.assigned) {
		const people = slot.assigned.people.map(id => names.get(id) ?? '').join('、');
		return `安排在${inWords(slot.assigned.on)}，由${people}检查。`;
	}
	if (outcome !== 'open') return undefined;
	if (unplaced === 'too-early') return '离到期还早，到期前 60 天内安排人员。';
	return unplaced === 'no-pair'
		? '尚未安排：计划的检查队中没有一组的范围含该场所。'
		: '尚未安排：各组在期限内已排满或不在岗，请增加人手或调整计划。';
};
