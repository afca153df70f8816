import {inWords} from '../../src/domain/days.ts';
import type {NoticeData, NoticeHazard} from '../../src/domain/papers/paper.ts';
import {
	addressee,
	type Block,
	type Column,
	copies,
	type Field,
	number,
	organisation,
	type Photo,
	paragraph,
	photos,
	qr,
	receipt,
	remark,
	runIn,
	section,
	signature,
	table,
	title,
} from '../lib/blocks.ts';

/** The wording keeps to what a subdistrict may say: it informs and asks; ordering and fining are the departments' (documents.md §4.7). */
export const blocks = (data: NoticeData): Block[] => {
	const shown = data.hazards.flatMap((hazard, at) => hazard.photos.map(photo => ({...photo, item: at + 1})));
	const parts = [hazardPart(data.hazards), ...(shown.length > 0 ? [photoPart(shown)] : []), requestPart(data)];
	return [
		organisation(data.org),
		number(data.number),
		title(data.title),
		addressee(data.addressee),
		paragraph(introduction(data)),
		...parts.flatMap(({heading, content}, at) => [section(`${'一二三'[at]}、${heading}`), ...content]),
		...closing(data),
	];
};

const introduction = (data: NoticeData) => {
	const [activity, staff] =
		data.inspectionKind === 'patrol' ? ['安全巡查', '本街道工作人员'] : ['安全生产行政检查', '本街道行政检查人员'];
	const code = data.inspectionCode ? `，检查码：${data.inspectionCode}` : '';
	return (
		`${inWords(data.inspectedOn)}，${staff}${data.inspectors.map(named).join('、')}对你单位开展${activity}` +
		`（检查编号：${data.inspectionNumber}${code}），发现安全隐患${counted(data.hazards)}。` +
		'为及时消除隐患、防止事故发生，现将有关情况和整改要求告知如下：'
	);
};

const named = ({name, certificate}: NoticeData['inspectors'][number]) =>
	certificate ? `${name}（证件号码：${certificate}）` : name;

const counted = (hazards: NoticeHazard[]) => {
	const count = (grade: NoticeHazard['grade']) => hazards.filter(hazard => hazard.grade === grade).length;
	const parts = [
		count('major') > 0 ? `重大隐患${count('major')}项` : '',
		count('suspected-major') > 0 ? `疑似重大隐患${count('suspected-major')}项` : '',
	].filter(part => part !== '');
	return `${hazards.length}项${parts.length > 0 ? `，其中${parts.join('、')}` : ''}`;
};

const columns: Column[] = [
	{head: '序号', width: 2.7, align: 'center'},
	{head: '部位', width: 5, align: 'left'},
	{head: '隐患情况', width: 0, align: 'left'},
	{head: '依据', width: 7.1, align: 'left'},
	{head: '等级', width: 2.8, align: 'center'},
	{head: '整改要求', width: 7.3, align: 'left'},
	{head: '整改期限', width: 7.5, align: 'center'},
];
const grades = {general: '一般', 'suspected-major': '疑似\n重大', major: '重大'};

const hazardPart = (hazards: NoticeHazard[]) => {
	let figure = 1;
	const rows = hazards.map((hazard, at) => {
		const seen = figuresOf(figure, hazard.photos.length);
		figure += hazard.photos.length;
		return rowOf(hazard, at + 1, seen);
	});
	return {heading: '安全隐患及整改要求', content: [table(columns, rows), ...notes(hazards)]};
};

const figuresOf = (first: number, count: number) => {
	if (count === 0) return '';
	return count === 1 ? `（见图${first}）` : `（见图${first}至图${first + count - 1}）`;
};

const rowOf = (hazard: NoticeHazard, item: number, figures: string): string[] => [
	String(item),
	hazard.place,
	`${hazard.description}${figures}\n${hazard.number}`,
	hazard.basis.join('\n') || '—',
	`${grades[hazard.grade]}${hazard.redFlag ? '\n▲' : ''}`,
	hazard.requirement,
	`${inWords(hazard.dueOn)}24时前`,
];

const notes = (hazards: NoticeHazard[]) => [
	...(hazards.some(hazard => hazard.redFlag) ? [paragraph('表中标有“▲”的隐患，本街道于发现当日移送或者通报有关主管部门。')] : []),
	...(hazards.some(hazard => hazard.grade === 'suspected-major')
		? [paragraph('等级为“疑似重大”的隐患，是否属于重大隐患由有关主管部门判定；判定之前，请先按重大隐患采取防范措施。')]
		: []),
];

type Shown = {sha256: string; caption: string; item: number};

const photoPart = (shown: Shown[]) => ({heading: '隐患现场照片（整改前）', content: [photos(shown.map(photoOf))]});

const photoOf = ({sha256, caption, item}: Shown, at: number): Photo => ({
	sha256,
	caption: `图${at + 1}　${caption}（隐患${item}）`,
	alt: `第${item}项隐患的现场照片：${caption}`,
});

const requestPart = (data: NoticeData) => {
	const channel = data.replyUrl ? '扫描本件所附二维码上传整改后照片和有关记录，并' : '';
	return {
		heading: '整改及反馈要求',
		content: [
			runIn(
				'（一）落实整改责任。',
				`请你单位明确整改措施、资金、时限和应急预案，由${data.responsible}负责落实，按上表期限逐项完成整改。`,
			),
			runIn(
				'（二）确保整改安全。',
				'整改期间和隐患消除之前，请采取可靠的安全防范措施；无法保证安全的，建议立即停止使用相关场所或者设备设施，撤出有关人员，并设置警示标志。',
			),
			runIn(
				'（三）按期反馈结果。',
				`每项隐患整改完成后，请于期限届满前${channel}将书面整改情况（加盖公章）报送本街道，本街道将安排复查。`,
			),
			runIn(
				'（四）申请延长期限。',
				'确有困难不能按期完成整改的，请在整改期限届满前以书面形式申请延期，说明理由、拟延长的期限和延长期间的防范措施；未获书面同意的，期限不变。',
			),
			runIn('（五）逾期处理。', '逾期未整改或者经复查整改不到位的，本街道将移送有关执法部门依法处理。'),
		],
	};
};

const closing = (data: NoticeData): Block[] => [
	signature(data.org, inWords(data.issuedOn)),
	qr(data.verifyUrl, ['扫码核验本件真伪']),
	...(data.replyUrl ? [qr(data.replyUrl, ['扫码反馈整改情况'])] : []),
	remark(`联系人：${data.contact.name}，联系电话：${data.contact.phone}`),
	...(data.demo ? [remark('本件由演示数据生成，不具有任何效力')] : []),
	receipt(service),
	...(data.cc ? [copies(data.cc)] : []),
];

const date = '　　　年　　月　　日';
/** 送达 (documents.md §4.7, §4.8): refusal needs a witness, electronic service a signed consent. */
const service: Field[][] = [
	[
		{label: '签收人', blank: '（签名、盖章）'},
		{label: '签收日期', blank: date},
	],
	[{label: '送达方式', blank: '□直接　□留置　□邮寄　□电子（已签署送达地址和方式确认书）'}],
	[{label: '拒签情况', blank: '□拒绝签收，理由：'}],
	[
		{label: '见证人', blank: '（签名）'},
		{label: '送达日期', blank: date},
	],
	[
		{label: '送达人', blank: '（签名）'},
		{label: '送达人', blank: '（签名）'},
	],
];
