import type {BlockOf, Chart} from '../blocks.ts';
import {type Flow, isAtTop, type Mark, type Node, newSheet, nodeIn, put, type Rect, room} from '../flow.ts';
import {type Line, layOut} from '../lines.ts';
import {baseline, black, lead, mm} from '../page.ts';
import {chartAlt} from '../reading.ts';

const size = 9;
const titleLead = 18;
const barHeight = 9;
const barGap = 7;
const nameLead = 11.7;
const plotHeight = mm(48);
const pale = '#d9d9d9';
/** Dark and light, so that a copy in grey still tells them apart; the legend names them. */
const inks = ['#1f4e79', '#9cc3e5', '#7f7f7f'];

type Plot = {flow: Flow; chart: Chart; node: Node; rect: Rect; groups: Group[]};
/** The bars of one label; a long name makes it taller. */
type Group = {name: Line[]; height: number};

/** Drawn as vectors, every value in figures beside its bar or point; the whole is one figure with a text for those who do not see it. */
export const composeChart = (flow: Flow, {chart}: BlockOf<'chart'>, after: number): void => {
	const parts = partsOf(flow, chart);
	for (const part of parts) composePart(flow, part, part === parts.at(-1) ? after : 0);
};

/** What a heading must find below itself. */
export const leastChart = (flow: Flow, chart: Chart): number => heightOf(chart, groupsOf(flow, partsOf(flow, chart)[0]!));

const heightOf = ({shape}: Chart, groups: Group[]) =>
	titleLead + (shape === 'bars' ? totalOf(groups) + barGap : plotHeight + 30) + lead * 0.5;
const totalOf = (groups: Group[]) => groups.reduce((sum, {height}) => sum + height, 0);

/** More bars than a page holds go on in another figure. */
const partsOf = (flow: Flow, chart: Chart): Chart[] => {
	const groups = groupsOf(flow, chart);
	const starts = [0];
	let height = 0;
	groups.forEach((group, at) => {
		height += group.height;
		if (height < flow.next.height - titleLead - 2 * lead) return;
		starts.push(at);
		height = group.height;
	});
	return starts.map((start, at) => {
		const slice = <Value>(list: Value[]) => list.slice(start, starts[at + 1]);
		const series = chart.series.map(({name, values}) => ({name, values: slice(values)}));
		return {...chart, title: at > 0 ? `${chart.title}（续）` : chart.title, labels: slice(chart.labels), series};
	});
};

const groupsOf = (flow: Flow, {shape, labels, series}: Chart): Group[] => {
	if (shape !== 'bars') return [];
	const style = {size, width: flow.area.width * 0.34, align: 'left', autospace: 0} as const;
	return labels.map(label => {
		const name = layOut(flow.fonts, [{role: 'song', text: label}], style);
		return {name, height: Math.max(series.length * barHeight, name.length * nameLead) + barGap};
	});
};

const composePart = (flow: Flow, chart: Chart, after: number) => {
	const groups = groupsOf(flow, chart);
	const height = heightOf(chart, groups);
	if (room(flow) < Math.min(height + after, flow.next.height) && !isAtTop(flow)) newSheet(flow);
	const {left, width} = flow.area;
	const bbox: [number, number, number, number] = [left, flow.y, left + width, flow.y + height];
	const node = nodeIn(flow.root, 'Figure', {alt: chartAlt(chart), bbox, placement: 'Block'});
	const rect = {x: left, y: flow.y + titleLead, width, height: height - titleLead - lead * 0.5};
	const plot: Plot = {flow, chart, node, rect, groups};
	putLegend(plot);
	if (chart.shape === 'bars') putBars(plot);
	else putLines(plot);
	flow.y += height;
};

const text = (flow: Flow, value: string, align: 'left' | 'center' | 'right', width: number, points = size): Line =>
	layOut(flow.fonts, [{role: 'song', text: value}], {size: points, width, align, autospace: 0})[0]!;

const write = ({flow, node}: Plot, line: Line, x: number, top: number) => {
	put(flow, {kind: 'line', line, x, y: baseline(top, line.size * 1.3, line.size), color: black, node});
};

const fill = ({flow, node}: Plot, rect: Rect, color: string) => put(flow, {kind: 'boxes', boxes: [rect], color, node});
const draw = ({flow, node}: Plot, stroke: Pick<Extract<Mark, {kind: 'stroke'}>, 'points' | 'width' | 'color' | 'dash'>) =>
	put(flow, {kind: 'stroke', ...stroke, node});

/** Title at the left, what the tones mean at the right. */
const putLegend = (plot: Plot) => {
	const {flow, chart, rect} = plot;
	const top = rect.y - titleLead;
	const heading = `${chart.title}（单位：${chart.unit}）`;
	const [line] = layOut(flow.fonts, [{role: 'hei', text: heading}], {size: 10.5, width: rect.width * 0.7, align: 'left'});
	write(plot, line!, rect.x, top);
	if (chart.series.length < 2) return;
	let right = rect.x + rect.width;
	for (const [at, {name}] of [...chart.series.entries()].reverse()) {
		const label = text(flow, name, 'left', 120);
		right -= label.width;
		write(plot, label, right, top);
		right -= 12;
		fill(plot, {x: right, y: top + 3, width: 8, height: 8}, inks[at]!);
		right -= 10;
	}
};

/** From the left, so that names of any length stand beside their bars. */
const putBars = (plot: Plot) => {
	const {flow, chart, rect, groups} = plot;
	const widest = Math.max(0, ...groups.flatMap(({name}) => name.map(({width}) => width)));
	const axis = rect.x + widest + 6;
	const most = Math.max(1, ...chart.series.flatMap(({values}) => values));
	const reach = rect.x + rect.width - axis - 40;
	let top = rect.y + barGap / 2;
	groups.forEach(({name, height}, at) => {
		const first = top + (height - barGap - name.length * nameLead) / 2;
		name.forEach((line, row) => {
			write(plot, line, axis - 6 - line.width, first + row * nameLead);
		});
		const bars = top + (height - barGap - chart.series.length * barHeight) / 2;
		chart.series.forEach(({values}, one) => {
			const value = values[at] ?? 0;
			const bar = {x: axis, y: bars + one * barHeight, width: (reach * value) / most, height: barHeight - 1};
			if (value > 0) fill(plot, bar, inks[one]!);
			write(plot, text(flow, String(value), 'left', 40), axis + bar.width + 3, bar.y - 1.5);
		});
		top += height;
	});
	draw(plot, {
		points: [
			[axis, rect.y],
			[axis, top - barGap / 2],
		],
		width: 0.75,
		color: black,
	});
};

const putLines = (plot: Plot) => {
	const {chart, rect} = plot;
	const top = stepAbove(Math.max(1, ...chart.series.flatMap(({values}) => values)));
	const inner = {x: rect.x + 30, y: rect.y + 10, width: rect.width - 45, height: plotHeight};
	const yOf = (value: number) => inner.y + inner.height * (1 - value / top);
	const xOf = (at: number) => inner.x + (inner.width * (at + 0.5)) / chart.labels.length;
	for (const value of [0, top / 2, top]) {
		draw(plot, {
			points: [
				[inner.x, yOf(value)],
				[inner.x + inner.width, yOf(value)],
			],
			width: value === 0 ? 0.75 : 0.4,
			color: value === 0 ? black : pale,
		});
		write(plot, text(plot.flow, String(value), 'right', 26), inner.x - 30, yOf(value) - 6);
	}
	const slot = inner.width / chart.labels.length;
	chart.labels.forEach((label, at) => {
		write(plot, text(plot.flow, label, 'center', slot), xOf(at) - slot / 2, inner.y + inner.height + 4);
	});
	chart.series.forEach(({values}, one) => {
		putSeries(
			plot,
			values.map((value, at) => [xOf(at), yOf(value)] as [number, number]),
			values,
			one,
		);
	});
};

/** The second line is dashed and its figures stand below: they are told apart without colour. */
const putSeries = (plot: Plot, points: [number, number][], values: number[], one: number) => {
	const color = inks[one]!;
	draw(plot, {points, width: 1.5, color, ...(one > 0 ? {dash: 4} : {})});
	points.forEach(([x, y], at) => {
		fill(plot, {x: x - 2, y: y - 2, width: 4, height: 4}, color);
		write(plot, text(plot.flow, String(values[at]), 'center', 40, 8), x - 20, one === 0 ? y - 14 : y + 3);
	});
};

/** The next round number at or above, even so that half of it is one too. */
const stepAbove = (value: number): number => {
	const unit = 10 ** Math.floor(Math.log10(value));
	const step = [2, 4, 6, 8, 10, 20].find(each => each * unit >= value)! * unit;
	return Math.max(2, step);
};
