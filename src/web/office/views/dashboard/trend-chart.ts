import {BarChart, LineChart} from 'echarts/charts';
import {AriaComponent, GridComponent, LegendComponent, TooltipComponent} from 'echarts/components';
import {type EChartsType, init, use} from 'echarts/core';
import {CanvasRenderer} from 'echarts/renderers';
import type {Board} from './dashboard.ts';

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export type Chart = Pick<EChartsType, 'resize' | 'dispose' | 'on'>;
const short = (title: string): string => title.replace(/^\d+年/, '');

/** Registered and closed as bars, open at the end of the week as a line. Pictures by canvas, words without styles: the page's policy allows no others. */
export function drawTrend(place: HTMLElement, trend: Board['trend']): Chart {
	const chart = init(place);
	chart.setOption({
		aria: {enabled: true, decal: {show: true}},
		animation: false,
		color: ['#8793a1', '#3d8a5c', '#a81c12'],
		textStyle: {fontFamily: 'inherit'},
		grid: {left: 8, right: 8, top: 36, bottom: 4, containLabel: true},
		legend: {top: 0, left: 0, itemGap: 18},
		tooltip: {trigger: 'axis', renderMode: 'richText', confine: true},
		xAxis: {type: 'category', data: trend.map(({title}) => short(title)), axisTick: {show: false}},
		yAxis: {type: 'value', minInterval: 1},
		series: [
			{name: '登记', type: 'bar', barGap: '0%', data: trend.map(({registered}) => registered)},
			{name: '销号', type: 'bar', data: trend.map(({closed}) => closed)},
			{name: '周末在途', type: 'line', symbolSize: 7, lineStyle: {width: 3}, data: trend.map(({open}) => open)},
		],
	});
	return chart;
}
