import {inWords} from '../../src/domain/days.ts';
import type {InspectionRecordData, RecordCheck, RecordFinding} from '../../src/domain/papers/inspection-record.ts';
import {type Block, type BoxPart, box, type Entry, everyPage, form, number, office, photos, title} from '../lib/blocks.ts';
import {demonstrated, figure, grades, penDate, people, signed, span} from '../phrases.ts';

/** 现场检查记录 in the layout of documents §4.2; a patrol is told without the words of enforcement (rules §1.14). */
export const blocks = (data: InspectionRecordData): Block[] => [
	everyPage(`${data.title}${data.number ? `（${data.number}）` : ''}　续页`, signatures(data)),
	office(data.org),
	title(data.title),
	...(data.number ? [number(data.number)] : []),
	form(head(data), data.verifyUrl ? {url: data.verifyUrl, captions: ['扫码核验']} : null),
	box(data.inspectionKind === 'patrol' ? '巡查情况' : '检查情况', [...opening(data), ...findings(data), ...ending(data)]),
	...pictures(data),
	...demonstrated(data),
];

const isPatrol = ({inspectionKind}: InspectionRecordData) => inspectionKind === 'patrol';

const signatures = (data: InspectionRecordData) => [
	[signed(isPatrol(data) ? '巡查人员' : '检查人员'), signed(isPatrol(data) ? '巡查人员' : '检查人员')],
	[signed('现场负责人'), {label: '日期', blank: penDate}],
];

const head = (data: InspectionRecordData): Entry[][] => {
	const {site, place, met} = data;
	const entry = (label: string, text: string | undefined): Entry => ({label, text: text ?? ''});
	return [
		[entry(isPatrol(data) ? '巡查单位' : '被检查单位', site.name)],
		[entry('地址', site.address)],
		[entry('统一社会信用代码', site.uscc)],
		[entry('负责人', site.principal), entry('职务', site.position)],
		[entry('联系电话', site.phone), entry('现场陪同', met ? met.name : '')],
		[entry('场所部位', place)],
		[entry('起止时间', span(data.startedAt, data.endedAt))],
	];
};

/** 国办发〔2024〕54号 wants approval and code told for an administrative inspection. */
const opening = (data: InspectionRecordData): BoxPart[] => {
	const who = people(data.inspectors);
	if (isPatrol(data))
		return [{text: `本街道工作人员${who}于上述时间到场开展安全巡查（编号：${data.inspectionNumber}）。${metWords(data)}`}];
	const {approval, inspectionCode, codeWaived} = data;
	const code = inspectionCode ? `检查码：${inspectionCode}` : `未使用检查码，原因：${codeWaived ?? '未记录'}`;
	return [
		{
			text:
				`我们是${data.org}行政检查人员${who}，这是我们的证件（出示证件）。现依法对你单位进行现场检查，请予以配合。` +
				`检查编号：${data.inspectionNumber}；${approval ? `本次检查由${approval.by}于${inWords(approval.on)}批准；` : ''}${code}。${metWords(data)}`,
		},
	];
};

const metWords = ({met}: InspectionRecordData) =>
	met ? `现场由${met.name}（${met.position}，电话：${met.phone}）陪同。` : '现场无单位人员陪同。';

const findings = (data: InspectionRecordData): BoxPart[] => {
	if (data.outcome === 'could-not-inspect') return [{text: `未能进入检查，原因：${data.reason ?? '未记录'}。`}];
	let hazard = 0;
	return data.checks.flatMap((check, at) => [
		{heading: true, text: `${at + 1}. ${check.point}（${check.label}）`},
		{text: counted(check)},
		...check.findings.map(finding => {
			hazard += 1;
			return {text: `（${hazard}）${found(finding)}`};
		}),
	]);
};

const counted = ({checklist, passed, failed, notApplicable, notChecked}: RecordCheck) => {
	if (checklist === null) return '未使用检查表。';
	const parts = [
		`符合${passed}项`,
		`不符合${failed}项`,
		notApplicable > 0 && `不适用${notApplicable}项`,
		notChecked > 0 && `未查${notChecked}项`,
	];
	return `使用《${checklist}》：${parts.filter(part => part !== false).join('，')}。${failed === 0 ? '未发现隐患。' : ''}`;
};

const found = ({number: code, place, description, grade, redFlag, mended, dueOn}: RecordFinding) => {
	const marks = [`${grades[grade]}隐患`, redFlag && '▲须当日通报', code && `编号${code}`].filter(mark => !!mark).join('，');
	const until = mended ? '已当场改正，有改正后照片。' : dueOn ? `整改期限：${inWords(dueOn)}。` : '';
	return `${place}：${description.replace(/[。；]$/, '')}。（${marks}）${until}`;
};

const ending = ({remarks, refusal}: InspectionRecordData): BoxPart[] => [
	...(remarks ? [{text: `备注：${remarks}`}] : []),
	...(refusal
		? [
				{
					text: `现场负责人拒绝签名，理由：${refusal.reason}。${refusal.witness ? `见证人：${refusal.witness}。` : '现场无见证人。'}`,
				},
			]
		: []),
];

const pictures = ({photos: list}: InspectionRecordData): Block[] =>
	list.length > 0 ? [photos(list.map((photo, at) => figure(photo, at + 1)))] : [];
