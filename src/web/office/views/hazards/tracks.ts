import {fiveMissing} from '../../../../domain/hazards/hazard.ts';
import {partWords} from '../../../../domain/hazards/major-stage.ts';
import {personName} from '../../reference.ts';
import {departmentTitle} from '../../word-lists.ts';
import {dayWords, stateWords} from '../../words.ts';
import type {Hazard} from './move-fields.ts';

/** A line of what stands beside the state: what was said, and the pictures or scans that show it. */
export type TrackLine = {text: string; photos: string[]};
export type Track = {title: string; note: string; isLacking: boolean; lines: TrackLine[]};

const line = (parts: (string | false | undefined | null)[], photos: readonly string[] = []): TrackLine => ({
	text: parts.filter(Boolean).join('　'),
	photos: [...photos],
});
const listingWords = {
	none: '未挂牌',
	listed: '挂牌督办中',
	applied: '已申请摘牌，待现场审查',
	reviewed: '审查合格，待摘牌',
	delisted: '已摘牌',
};
const stepWords: Record<string, string> = {
	reminder: '提醒',
	notification: '通报责任单位',
	'supervision-letter': '督办函',
	briefing: '督查通报',
	interview: '约谈',
};
const yes = (value: boolean | undefined, is: string, not: string): string => (value ? is : not);

function fiveTrack({grade, facts}: Hazard): Track[] {
	const {fiveInPlace: five, fiveProposed} = facts;
	if (grade === 'general' && !five && !fiveProposed) return [];
	const missing = fiveMissing(five as Parameters<typeof fiveMissing>[0]).map(part => partWords[part]!);
	const note = missing.length === 0 ? '已齐全' : `还缺${missing.join('、')}`;
	const lines = five
		? [
				line([
					five.measures && `措施：${five.measures}`,
					five.person && `责任人：${five.person}`,
					five.funds && `资金：${five.funds}`,
					five.dueOn && `时限：${dayWords(five.dueOn)}`,
					five.plan && `预案：${five.plan}`,
				]),
				...(five.attachments?.length ? [line(['附件'], five.attachments)] : []),
			]
		: [];
	const proposed = fiveProposed && !five ? [line(['责任单位已填报，待核定'])] : [];
	return [{title: '五落实', note, isLacking: missing.length > 0, lines: [...lines, ...proposed]}];
}

function dualTrack({grade, facts}: Hazard): Track[] {
	const reports = facts.dualReports ?? [];
	if (grade === 'general' && reports.length === 0) return [];
	const lacks = [
		...(reports.some(({to}) => to === 'regulator') ? [] : ['监管部门']),
		...(reports.some(({to}) => to === 'workers') ? [] : ['从业人员']),
	];
	return [
		{
			title: '双报告',
			note: lacks.length === 0 ? '均已报告' : `尚未报告${lacks.join('、')}`,
			isLacking: lacks.length > 0,
			lines: reports.map(({to, on, name, form, receipt, attachments}) =>
				line(
					[
						dayWords(on),
						to === 'regulator' ? `报告监管部门（${name ?? ''}）` : `通报从业人员（${form ?? ''}）`,
						receipt && `回执${receipt}`,
					],
					attachments,
				),
			),
		},
	];
}

function gradeTrack({grade, facts}: Hazard): Track[] {
	const decisions = facts.majorDecisions ?? [];
	if (grade === 'general' && decisions.length === 0) return [];
	const proposed = facts.gradedBy
		? [line([facts.gradedOn && dayWords(facts.gradedOn), `${personName(facts.gradedBy)}定级`, facts.gradeReason])]
		: [];
	const isWaiting = grade === 'suspected-major';
	return [
		{
			title: '重大隐患认定',
			note: isWaiting ? '待主管部门认定' : '',
			isLacking: isWaiting,
			lines: [
				...proposed,
				...decisions.map(({result, department, documentNumber, decidedOn, attachments}) =>
					line(
						[dayWords(decidedOn), department, documentNumber, result === 'confirmed' ? '认定为重大隐患' : '不认定为重大隐患'],
						attachments,
					),
				),
			],
		},
	];
}

function listingTrack({listing, facts}: Hazard): Track[] {
	const {listing: listed, delisting} = facts;
	if (!listed) return [];
	const application = delisting?.application;
	return [
		{
			title: '挂牌督办',
			note: listingWords[listing],
			isLacking: listing !== 'delisted',
			lines: [
				line(
					[
						dayWords(listed.listedOn),
						`${listed.level === 'district' ? '区级' : '市级'}挂牌`,
						listed.by,
						listed.documentNumber,
						`督办期限${dayWords(listed.dueOn)}`,
					],
					listed.attachments,
				),
				...(application ? [line([dayWords(application.on), '申请摘牌', application.assessment], application.attachments)] : []),
				...(delisting?.reviews ?? []).map(({on, by, result, attachments}) =>
					line([dayWords(on), `${by}现场审查`, result === 'pass' ? '合格' : '不合格'], attachments),
				),
				...(delisting?.on ? [line([dayWords(delisting.on), '摘牌', delisting.documentNumber])] : []),
			],
		},
	];
}

function departmentTrack({facts}: Hazard): Track[] {
	const told = facts.notifications ?? [];
	const sent = facts.transfers ?? [];
	if (told.length + sent.length === 0) return [];
	const replyWords = {received: '已接收', returned: '退回', result: '反馈处理结果'};
	return [
		{
			title: '通报和移送',
			note: facts.bounces ? `被退回${facts.bounces}次` : '',
			isLacking: (facts.bounces ?? 0) > 0,
			lines: [
				...told.map(({on, department, form, name, receipt, attachments}) =>
					line([dayWords(on), `通报${departmentTitle(department)}`, form, name, receipt && `回执${receipt}`], attachments),
				),
				...sent.flatMap(({department, basis, replyBy, from, replies}) => [
					line([`移送${departmentTitle(department)}`, basis, `反馈期限${dayWords(replyBy)}`, `移送前为“${stateWords[from]}”`]),
					...replies.map(({kind, on, by, removed, caseNumber, outcome}) =>
						line([
							dayWords(on),
							`${by}${replyWords[kind]}`,
							kind === 'result' && yes(removed, '隐患已消除', '隐患未消除'),
							caseNumber,
							outcome,
						]),
					),
				]),
			],
		},
	];
}

function pressTrack({facts, siteGone}: Hazard): Track[] {
	const steps = facts.supervisions ?? [];
	const gone = facts.siteGone;
	return [
		...(steps.length > 0
			? [
					{
						title: '督办',
						note: `已办${steps.length}次`,
						isLacking: false,
						lines: steps.map(({on, step, by}) => line([dayWords(on), stepWords[step] ?? step, personName(by)])),
					},
				]
			: []),
		...(gone
			? [
					{
						title: '场所灭失',
						note: siteGone === 'proposed' ? '待另一人审批' : '',
						isLacking: siteGone === 'proposed',
						lines: [
							line([dayWords(gone.on), `${personName(gone.by)}提出`, gone.reason], gone.photos),
							...(gone.decidedBy ? [line([`${personName(gone.decidedBy)}审批`, gone.decisionReason])] : []),
						],
					},
				]
			: []),
		...(facts.lookbacks ?? []).map(({on, by, result, photos}) => ({
			title: '回头看',
			note: result === 'holds' ? '没有反复' : '再次出现',
			isLacking: result !== 'holds',
			lines: [line([dayWords(on), personName(by)], photos)],
		})),
	];
}

/** What runs beside the state of a hazard: only what there is, or what is owed. */
export const tracksOf = (hazard: Hazard): Track[] =>
	[fiveTrack, dualTrack, gradeTrack, listingTrack, departmentTrack, pressTrack].flatMap(track => track(hazard));
