import {inWords} from '../../src/domain/days.ts';
import type {RiskCardData} from '../../src/domain/papers/risk-card.ts';
import type {ControlKind} from '../../src/domain/register/risk-point.ts';
import {type Block, banner, type Entry, form, format, note} from '../lib/blocks.ts';
import {levels} from '../phrases.ts';

/** 安全风险告知卡: read from two metres, therefore large; the level is told by colour and by word. */
export const blocks = (data: RiskCardData): Block[] => {
	const {point, level} = data;
	const said = level ? levels[level] : {word: '风险等级待评估', colour: '', tone: 'grey' as const};
	return [
		format('card', data.title),
		banner(data.title, said.colour ? `${said.word}（${said.colour}）` : said.word, said.tone),
		form([
			[{label: '场所', text: data.siteName}],
			[{label: '风险点', text: point.name}],
			[
				{label: '编号', text: point.label},
				{label: '领域', text: point.sector},
			],
			[{label: '位置', text: point.place}],
			[
				{label: '风险等级', text: said.word, tone: said.tone},
				{label: '评估日期', text: data.assessedOn ? inWords(data.assessedOn) : ''},
			],
			...(data.raisedBy.length > 0 ? [[{label: '等级说明', text: `因未销号隐患提级：${data.raisedBy.join('、')}`}]] : []),
			[{label: '可能事故', text: data.events.join('、')}],
			...measures.map(([kind, label]) => [{label, text: controlled(data, kind)}]),
			[{label: '应急处置', text: controlled(data, 'emergency')}],
		]),
		form(
			[
				[{label: '责任人', text: data.responsible ? `${data.responsible.name}　${data.responsible.phone}` : ''}],
				[{label: '街道联系', text: data.contact ? `${data.contact.name}　${data.contact.phone}` : ''}],
				[{label: '紧急电话', text: '火警119　急救120　报警110'}],
			],
			{url: data.url, captions: ['扫码查看风险点', '反映隐患']},
		),
		note(`${data.org}　${inWords(data.issuedOn)}制${data.demo ? '　（演示数据，不具有任何效力）' : ''}`),
	];
};

const measures: [ControlKind, string][] = [
	['engineering', '工程措施'],
	['management', '管理措施'],
	['training', '培训教育'],
	['protective', '个体防护'],
];

const controlled = ({controls}: RiskCardData, kind: ControlKind): Entry['text'] => {
	const own = controls.filter(control => control.kind === kind);
	return own.map(({text, owner}, at) => `${own.length > 1 ? `${at + 1}. ` : ''}${text}（${owner}）`).join('\n');
};
