import type {RouteSheet, RouteSheets} from '../actions/schedule/see-route-sheets.ts';
import {inWords} from '../domain/days.ts';
import {stateNames} from '../domain/hazards/hazard.ts';
import {escapeHtml as esc, htmlPage} from './pages.ts';

type Stop = RouteSheet['stops'][number];
/** Level → what it is called. */
type Names = {levels: ReadonlyMap<string, string>; demo: boolean};

// On paper: A4, a sheet begins a page, a point is not torn apart. On a telephone a point's cells stand below each other.
const style = `.sheet{margin-bottom:3rem}.tag{white-space:nowrap}.stop{margin:1.2rem 0}.stop h3{font-size:1.05rem;margin:0 0 .3rem;break-after:avoid}
.stop p{margin:.2rem 0;break-after:avoid}.stop ul{margin:.2rem 0;padding-left:1.4rem}.stop li,.stop tbody,.sign{break-inside:avoid}.stop table{table-layout:fixed}
.alarm{border:1px solid #b3261e;border-radius:4px;background:#fdf3f2;color:#8c1d18;padding:.3rem .7rem;margin:0 0 1rem}
td.why{color:#55606e;font-size:.85rem;line-height:1.55}th.when{width:7rem}th.box{width:5rem}.box{white-space:nowrap}.sign{margin-top:2rem}
@media screen and (max-width:600px){.stop thead{display:none}.stop table,.stop tbody,.stop tr,.stop td{display:block}.stop tbody{border:1px solid #dfe3e8;padding:.5rem .7rem;margin:.4rem 0}
.stop td{border:0;padding:.1rem 0}td.when::before{content:'期限 '}td.when br{display:none}}
@page{size:A4;margin:14mm}@media print{body{background:#fff;font-size:10.5pt;line-height:1.5}main{max-width:none;margin:0;padding:0;border:0}
.sheet{break-after:page;margin:0}.sheet:last-child{break-after:auto}table{font-size:9.5pt}td.why{font-size:8.5pt;line-height:1.4}}`;

/** The day's sheets as a page that prints on A4, for offices that go without telephones. */
export function routeSheetPage({day, scope, warnings, sheets}: RouteSheets, names: Names): string {
	const none = sheets.length === 0 ? `<h1>路线单</h1><p>${inWords(day)}没有安排检查。</p>` : '';
	const note = scope ? `<p>${esc(scope)}</p>` : '';
	const alarms = warnings.map(warning => `<p class="alarm">${esc(warning)}</p>`).join('');
	return htmlPage(`路线单 ${day}`, alarms + none + note + sheets.map(sheet => sheetHtml(day, sheet, names)).join(''), style);
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
<table><thead><tr><th>风险点</th><th>检查表</th><th class="when">期限</th><th class="box">结果</th></tr></thead>${points.map(point => pointHtml(point, names)).join('')}</table>
${openHazards.length === 0 ? '' : `<p>未结隐患：</p><ul>${openHazards.map(hazardHtml).join('')}</ul>`}</article>`;
}

function pointHtml(point: Stop['points'][number], {levels}: Names): string {
	const last = point.lastCheck
		? `上次 ${point.lastCheck.on}${point.lastCheck.failed > 0 ? `，不合格 ${point.lastCheck.failed} 项` : '，合格'}`
		: '此前未检查';
	const done = point.outcome === 'done' || point.outcome === 'done-late' ? '已检查' : '□ 已查';
	return `<tbody><tr><td>${esc(point.name)}（${esc(point.place)}）<br><small>${esc(point.label)} · ${esc(levels.get(point.level) ?? '')}</small></td><td>${esc(point.checklistTitle)}<br><small>${last}</small></td>
<td class="when">${point.dueOn}${point.overdue ? '<br> <b class="tag">已逾期</b>' : ''}</td><td class="box">${done}</td></tr>
<tr><td class="why" colspan="4">${esc(point.why.join(''))}</td></tr></tbody>`;
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
