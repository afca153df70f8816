import type {Period, ReportContent} from './report.ts';
import {compared, cutOffWords, figureIn, listed, nextPeriod, percent, sentence, short, thisPeriod} from './report-words.ts';

type Asked = {period: Period; cutOffAt: string; content: ReportContent};

/** What was looked at and found. */
export function visitWords({period, content}: Asked): string {
	const count = (id: Parameters<typeof figureIn>[1]) => figureIn(content, id).numerator;
	const words = thisPeriod[period.kind];
	const [sites, visits, found] = [count('sites-inspected'), count('inspections'), count('hazards-registered')];
	const first = visits > 0 ? `${words}检查${visits}次，排查单位${sites}家` : `${words}没有检查记录`;
	if (found === 0) return sentence(first, visits > 0 ? '未发现新的隐患' : '未登记隐患') + tasks(content);
	const before = content.before?.find(({id}) => id === 'hazards-registered')?.numerator;
	const struck = content.balance.registered - found;
	return (
		sentence(
			first,
			`登记隐患${found}条${struck > 0 ? `（另有${struck}条登记后已作废或合并）` : ''}`,
			period.kind !== 'weekly' && compared(found, before, period.kind, '条'),
		) +
		`${parts(content).join('；')}。` +
		tasks(content)
	);
}

function parts({tables, ...content}: ReportContent): string[] {
	const by = (name: 'grade' | 'domain') =>
		(tables.find(table => table.by === name)?.lines ?? []).map(({title, registered}) => ({title, count: registered}));
	const late = figureIn(content, 'late-arrivals').numerator;
	return [
		`按等级分：${listed(by('grade'), '条')}`,
		`按领域分：${listed(by('domain'), '条')}`,
		...(late > 0 ? [`其中补报${late}条`] : []),
	];
}

function tasks(content: ReportContent): string {
	const [done, covered] = [figureIn(content, 'plan-completion-rate'), figureIn(content, 'coverage-rate')];
	if (!done.denominator) return '';
	return sentence(
		`到期任务${done.denominator}项，按期完成${done.numerator}项，计划完成率${percent(done.value)}`,
		`巡查覆盖率${percent(covered.value)}`,
	);
}

/** Where the open hazards came from and went to: what is said adds up. */
export function balanceWords({period, cutOffAt, content: {balance: b}}: Asked): string[] {
	const words = thisPeriod[period.kind];
	const moved = [
		b.registered > 0 && `登记${b.registered}条`,
		b.movedIn > 0 && `转入${b.movedIn}条`,
		b.closed > 0 && `销号${b.closed}条`,
		b.void > 0 && `作废${b.void}条`,
		b.merged > 0 && `合并${b.merged}条`,
		b.movedOut > 0 && `转出${b.movedOut}条`,
	].filter(part => part !== false);
	return [
		`期初在途${b.opening}条`,
		moved.length > 0 ? `${words}${moved.join('、')}` : `${words}没有增减`,
		`${cutOffWords(cutOffAt)}在途${b.closing}条`,
	];
}

/** How many of the worst are open; their lines follow. */
export function hazardWords({content}: Asked): string {
	const {hazards, tables} = content;
	if (hazards.total === 0) return '无未销号的重大、疑似重大隐患，无逾期隐患。';
	const [major, overdue, listedCount] = (['major-open', 'overdue', 'listed'] as const).map(id => figureIn(content, id).numerator);
	const suspected = tables.find(({by}) => by === 'grade')?.lines.find(({key}) => key === 'suspected-major')?.open ?? 0;
	return `${[
		`未销号的重大隐患${major}条`,
		`疑似重大隐患${suspected}条`,
		listedCount! > 0 && `挂牌督办${listedCount}条`,
		`逾期隐患${overdue}条`,
	]
		.filter(part => part !== false)
		.join('，')}：`;
}

export function transferWords({period, content}: Asked): string {
	const [sent, answered, flagged] = (['transfers', 'transfer-reply-rate', 'red-flag-same-day-rate'] as const).map(id =>
		figureIn(content, id),
	);
	const words = `${thisPeriod[period.kind]}登记的隐患`;
	return (
		sentence(
			sent!.numerator > 0 && `${words}中移送有权部门${sent!.numerator}条，已反馈${answered!.numerator}条`,
			flagged!.denominator
				? `应当日通报的隐患当日移送或通报主管部门${flagged!.numerator}条（共${flagged!.denominator}条）`
				: null,
		) || ''
	);
}

export function planWords({period, content: {plan}}: Asked): string {
	const words = `${nextPeriod[period.kind]}（${short(plan.from)}至${short(plan.to)}）`;
	if (plan.tasks === 0) return `${words}没有到期的排查任务。`;
	const domains = listed(
		plan.domains.map(({title, tasks: count}) => ({title, count})),
		'项',
	);
	const open = plan.tasks - plan.assigned;
	return sentence(
		`${words}到期排查任务${plan.tasks}项，涉及单位${plan.sites}家`,
		domains,
		open > 0 ? `已排定人员${plan.assigned}项，待排${open}项` : '均已排定人员',
	);
}
