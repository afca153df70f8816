import type {RouteSheet, RouteSheets} from '../actions/schedule/see-route-sheets.ts';
import {inWords} from '../domain/days.ts';
import {stateNames} from '../domain/hazards/hazard.ts';
import {escapeHtml as esc, htmlPage} from './pages.ts';

type Stop = RouteSheet['stops'][number];
/** Level → what it is called. */
type Names = {levels: ReadonlyMap<string, string>; demo: boolean};

// On paper: A4, a sheet begins a page, a stop is not torn apart.
const style = `.sheet{margin-bottom:3rem}.stop{break-inside:avoid;margin:1.2rem 0}.stop h3{font-size:1.05rem;margin:0 0 .3rem}.stop p{margin:.2rem 0}
.why{color:#55606e;font-size:.85rem;margin:0}td.box{width:4.5rem;white-space:nowrap}td.when{width:8rem}.sign{margin-top:2rem}
@page{size:A4;margin:14mm}@media print{body{background:#fff;font-size:10.5pt;line-height:1.5}main{max-width:none;margin:0;padding:0;border:0}
.sheet{break-after:page;margin:0}.sheet:last-child{break-after:auto}table{font-size:9.5pt}}`;

/** The day's sheets as a page that prints on A4, for offices that go without telephones. */
export function routeSheetPage({day, scope, sheets}: RouteSheets, names: Names): string {
	const none = sheets.length === 0 ? `<h1>路线单</h1><p>${inWords(day)}没有安排检查。</p>` : '';
	const note = scope ? `<p>${esc(scope)}</p>` : '';
	return htmlPage(`路线单 ${day}`, none + note + sheets.map(sheet => sheetHtml(day, sheet, names)).join(''), style);
}

function sheetHtml(day: string, {people, stops, minutes, metres}: RouteSheet, names: Names): string {
	const length = metres !== null && metres < 1000 ? `${metres} 米` : `${((metres ?? 0) / 1000).toFixed(1)} 公里`;
	const far = metres === null || stops.length < 2 ? '' : `，直线约 ${length}`;
	return `<section class="sheet"><h1>${inWords(day)}检查路线单${names.demo ? ' <span class="tag">演示</span>' : ''}</h1>
<p>检查人员：${people.map(({name}) => esc(name)).join('、')}　共 ${stops.length} 处，约 ${minutes} 分钟${far}</p>
${stops.map(stop => stopHtml(stop, names)).join('')}<p class="sign">检查人员签名：＿＿＿＿＿＿　＿＿＿＿＿＿</p></section>`;
}

function stopHtml({order, metres, site, points, openHazards}: Stop, names: Names): string {
	const leg = order > 1 && metres !== null ? `　距上一处约 ${metres} 米` : '';
	const where = [site.address, site.building].filter(part => part !== null).map(esc);
	const occupant = site.occupant === null ? '' : `　${esc(site.occupant)}`;
	return `<article class="stop"><h3>${order}. ${esc(site.name)} <small>${esc(site.label)}</small></h3>
<p>${where.join(' ')}${occupant}${leg}</p>
<table><tr><th>风险点</th><th>检查表</th><th>期限</th><th>结果</th></tr>${points.map(point => pointHtml(point, names)).join('')}</table>
${openHazards.length === 0 ? '' : `<p>未结隐患：</p><ul>${openHazards.map(hazardHtml).join('')}</ul>`}</article>`;
}

function pointHtml(point: Stop['points'][number], {levels}: Names): string {
	const last = point.lastCheck
		? `上次 ${point.lastCheck.on}${point.lastCheck.failed > 0 ? `，不合格 ${point.lastCheck.failed} 项` : '，合格'}`
		: '此前未检查';
	const done = point.outcome === 'done' || point.outcome === 'done-late' ? '已检查' : '□ 已查';
	return `<tr><td>${esc(point.name)}（${esc(point.place)}）<br><small>${esc(point.label)} · ${esc(levels.get(point.level) ?? '')}</small>
<p class="why">${esc(point.why.join(''))}</p></td><td>${esc(point.checklistTitle)}<br><small>${last}</small></td>
<td class="when">${point.dueOn}${point.overdue ? '<br><b class="tag">已逾期</b>' : ''}</td><td class="box">${done}</td></tr>`;
}

const hazardHtml = (hazard: Stop['openHazards'][number]): string => {
	const marks = [
		hazard.grade === 'general' ? '' : hazard.grade === 'major' ? '重大' : '疑似重大',
		hazard.redFlag ? '▲' : '',
		hazard.overdue ? '逾期' : '',
	].filter(mark => mark !== '');
	const tag = marks.length > 0 ? ` <b class="tag">${marks.join(' ')}</b>` : '';
	return `<li>${esc(hazard.number)}${tag} ${stateNames[hazard.state]}，期限 ${hazard.dueOn}：${esc(hazard.description)}（${esc(hazard.place)}）</li>`;
};
