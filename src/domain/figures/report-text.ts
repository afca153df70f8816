import {stateNames} from '../hazards/hazard.ts';
import {gradeNames} from '../hazards/list.ts';
import type {Paragraph, Period, ReportCase, ReportContent, ReportHazard, ReportLine, ReportTable} from './report.ts';
import {balanceWords, hazardWords, planWords, transferWords, visitWords} from './report-parts.ts';
import {cutOffWords, figureIn, nextPeriod, percent, periodWords, points, sentence, short, thisPeriod} from './report-words.ts';

type Asked = {period: Period; cutOffAt: string; content: ReportContent};
const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const numbered = (parts: Paragraph[]): Paragraph[] =>
	parts.filter(({text}) => text !== '').map(({heading, text}, i) => ({heading: `${numerals[i]}、${heading}`, text}));

/** The words of a report as a clerk would send them; people change them, the figures stay. */
export function draftTexts(asked: Asked): Paragraph[] {
	if (asked.content.isNil) return [nil(asked), ...(asked.content.plan.tasks > 0 ? [plan(asked)] : [])];
	if (asked.period.kind === 'weekly') return numbered(weekly(asked));
	return numbered(asked.period.kind === 'monthly' ? monthly(asked) : quarterly(asked));
}

// A report of nothing says what was looked at: who did not look found nothing either, and must not say so.
function nil({period, cutOffAt, content}: Asked): Paragraph {
	const [sites, visits] = [figureIn(content, 'sites-inspected').numerator, figureIn(content, 'inspections').numerator];
	const words = `${thisPeriod[period.kind]}（${periodWords(period)}）`;
	const looked = visits > 0 ? `共检查${visits}次、排查单位${sites}家，未发现安全隐患` : '没有检查记录，也没有登记安全隐患';
	return {
		heading: '零报告',
		text: `${words}${looked}；${cutOffWords(cutOffAt)}，无在途隐患，无逾期隐患，无重大隐患。特此零报告。`,
	};
}

const weekly = (asked: Asked): Paragraph[] => [
	{heading: '排查情况', text: visitWords(asked)},
	{heading: '整改情况', text: sentence(...balanceWords(asked)) + rates(asked, ['rectification-rate'])},
	{heading: '重大和逾期隐患', text: hazardWords(asked) + lines(asked.content.hazards)},
	{heading: '移送和督办', text: transferWords(asked)},
	plan(asked),
];

const monthly = (asked: Asked): Paragraph[] => [
	{heading: '总体情况', text: visitWords(asked) + sentence(...balanceWords(asked))},
	{heading: '分领域情况', text: tableWords(asked.content.tables.find(({by}) => by === 'domain'))},
	{heading: '分居民区情况', text: tableWords(asked.content.tables.find(({by}) => by === 'community'))},
	{heading: '整改质量分析', text: analysis(asked)},
	{heading: '重大和逾期隐患', text: hazardWords(asked) + lines(asked.content.hazards)},
	{heading: '移送和督办', text: transferWords(asked)},
	{heading: '典型案例', text: asked.content.cases.map(caseWords).join('\n')},
	plan(asked),
];

const quarterly = (asked: Asked): Paragraph[] => [
	{heading: '工作进展', text: visitWords(asked) + sentence(...balanceWords(asked)) + months(asked)},
	{heading: '重大隐患动态清零情况', text: majors(asked) + hazardWords(asked) + lines(asked.content.hazards)},
	{heading: '分领域整治情况', text: tableWords(asked.content.tables.find(({by}) => by === 'domain'))},
	{heading: '整改质量', text: analysis(asked)},
	{heading: '制度措施情况', text: measures(asked)},
	{heading: '移送和督办', text: transferWords(asked)},
	{heading: '典型案例', text: asked.content.cases.map(caseWords).join('\n')},
	{heading: '存在的问题', text: problems(asked)},
	plan(asked),
];

const plan = (asked: Asked): Paragraph => ({heading: `${nextPeriod[asked.period.kind]}计划`, text: planWords(asked)});

type RateId = Parameters<typeof figureIn>[1];
function rates({period, content}: Asked, ids: RateId[]): string {
	const said = ids
		.map(id => figureIn(content, id))
		.filter(({denominator}) => denominator)
		.map(({title, numerator, denominator, value}) => `${title}${percent(value)}（${numerator}/${denominator}）`);
	return said.length > 0 ? `按${thisPeriod[period.kind]}登记的隐患计，${said.join('，')}。` : '';
}

const lines = ({rows, total}: ReportContent['hazards']): string =>
	[
		...rows.slice(0, 30).map((row, i) => `\n${i + 1}. ${hazardLine(row)}`),
		total > 30 ? `\n其余${total - 30}条见清单。` : '',
	].join('');

const hazardLine = (row: ReportHazard): string =>
	`${row.number}，${row.siteName}（${row.communityName}）：${row.place ? `${row.place}，` : ''}${row.description.replace(/。$/, '')}；` +
	`${gradeNames[row.grade]}，期限${short(row.dueOn)}${row.lateDays > 0 ? `，已逾期${row.lateDays}天` : ''}，${stateNames[row.state]}。`;

const tableWords = (table: ReportTable | undefined): string => table?.lines.map(lineWords).join('') ?? '';

const lineWords = ({title, registered, closed, rate, open, overdue}: ReportLine): string =>
	sentence(
		`${title}登记${registered}条`,
		registered > 0 && `已整改${closed}条，整改率${percent(rate)}`,
		`在途${open}条`,
		overdue > 0 && `其中逾期${overdue}条`,
	);

function analysis(asked: Asked): string {
	const {content, period} = asked;
	const days = figureIn(content, 'days-to-close');
	const before = content.before?.find(({id}) => id === 'rectification-rate')?.value ?? null;
	const change = points(figureIn(content, 'rectification-rate').value, before, period.kind);
	const ids: RateId[] = ['rectification-rate', 'on-time-rate', 'first-pass-rate', 'reinspection-on-time-rate', 'recurrence-rate'];
	return (
		rates(asked, ids) +
		(change && `整改率${change}。`) +
		(days.value === null ? '' : `已销号的${days.numerator}条，整改天数中位数${days.value}天，九成不超过${days.p90}天。`)
	);
}

const caseWords = (one: ReportCase, i: number): string =>
	`案例${numerals[i] ?? i + 1}：${one.siteName}（${one.communityName}，${one.number}）。` +
	`${short(one.foundOn)}排查发现${one.place ? `${one.place}` : ''}${one.description.replace(/。$/, '')}，` +
	`${one.grade === 'general' ? '' : `列为${gradeNames[one.grade]}隐患，`}经${one.rounds > 1 ? `${one.rounds}轮整改` : '整改'}，` +
	`${short(one.endedOn)}销号，自登记起${one.days}天。${one.measures ? `主要措施：${one.measures.replace(/。$/, '')}。` : ''}`;

const months = ({content}: Asked): string => {
	const table = content.tables.find(({by}) => by === 'month');
	const said = table?.lines.map(({title, registered, closed}) => `${title}登记${registered}条、已整改${closed}条`) ?? [];
	return said.length > 1 ? `其中${said.join('；')}。` : '';
};

const majors = ({content, period}: Asked): string => {
	const [rate, reports] = [figureIn(content, 'major-closed-rate'), figureIn(content, 'dual-report-rate')];
	return sentence(
		rate.denominator ? `${thisPeriod[period.kind]}登记重大隐患${rate.denominator}条，已整改${rate.numerator}条` : null,
		reports.denominator
			? `重大、疑似重大隐患双报告率${percent(reports.value)}（${reports.numerator}/${reports.denominator}）`
			: null,
	);
};

const measures = ({period, content: {measures: m}}: Asked): string =>
	m.total === 0
		? '制度措施清单暂无措施。'
		: sentence(
				`制度措施清单共${m.total}项`,
				m.inForce > 0 && `已落地见效${m.inForce}项`,
				m.issued > 0 && `${thisPeriod[period.kind]}印发${m.issued}项`,
				m.overdue > 0 && `逾期未完成${m.overdue}项`,
			);

function problems({content}: Asked): string {
	const overdue = figureIn(content, 'overdue').numerator;
	const again = figureIn(content, 'recurrence-rate');
	const done = figureIn(content, 'plan-completion-rate');
	const failed = figureIn(content, 'failed-controls').numerator;
	return sentence(
		overdue > 0 && `逾期未销号${overdue}条`,
		again.numerator > 0 && `同一场所重复出现的隐患${again.numerator}条，占${percent(again.value)}`,
		failed > 0 && `${failed}条隐患表明日常管控措施失效`,
		!!done.denominator && done.numerator < done.denominator && `到期任务有${done.denominator - done.numerator}项未按期完成`,
	);
}
