import {inWords} from '../../src/domain/days.ts';
import type {ProofOfServiceData} from '../../src/domain/papers/proof-of-service.ts';
import {type Block, type Entry, enclosure, form, note, office, photos, title} from '../lib/blocks.ts';
import {demonstrated, figure, penDate} from '../phrases.ts';

type Service = NonNullable<ProofOfServiceData['service']>;
const ways: Record<Service['how'], string> = {direct: '直接送达', left: '留置送达', mail: '邮寄送达', electronic: '电子送达'};

/** 送达回证 (documents §4.8). Without a record of service it is a form to be filled in; with one, what was left empty is struck out. */
export const blocks = (data: ProofOfServiceData): Block[] => [
	office(data.org),
	title(data.title),
	form(
		[
			[{label: '送达文书', text: `《${data.paper.title}》`}],
			[{label: '文书文号', text: data.paper.number}],
			[{label: '签发日期', text: inWords(data.paper.issuedOn)}],
			[{label: '受送达人', text: data.recipient.name}],
			[{label: '送达地点', text: data.service?.place ?? data.recipient.address}],
			...(data.service ? served(data.service) : open),
		],
		data.verifyUrl ? {url: data.verifyUrl, captions: ['扫码核验文书']} : null,
	),
	...rules.map(note),
	...demonstrated(data),
	...(data.service?.photo
		? [enclosure(null, '送达照片'), photos([figure({sha256: data.service.photo, caption: '送达现场或者签收件'}, 1)])]
		: []),
];

const pen = (label: string, text = ''): Entry => ({label, text, pen: true});

const open: Entry[][] = [
	[pen('送达方式', '□直接　□留置　□邮寄　□电子')],
	[pen('送达日期', penDate), pen('送达人', '（签名）\n（签名）')],
	[pen('收件人', '（签名、盖章）'), pen('收件日期', penDate)],
	[pen('拒收理由', '\n')],
	[pen('见证人', '（签名）')],
	[pen('备注', '\n')],
];

const served = ({how, on, by, receivedBy, refusal, photo}: Service): Entry[][] => [
	[
		{label: '送达方式', text: ways[how]},
		{label: '送达日期', text: inWords(on)},
	],
	[{label: '送达人', text: by.join('、')}],
	[{label: '收件人', text: receivedBy ?? ''}],
	[{label: '拒收理由', text: refusal?.reason ?? ''}],
	[{label: '见证人', text: refusal?.witness ?? ''}],
	[{label: '备注', text: photo ? '送达照片附后。' : ''}],
];

const rules = [
	'注：1. 直接送达由受送达人或者其负责收件的人签名、盖章。2. 拒绝签收的，写明理由，由见证人签名，或者拍照、录像后留置。',
	'3. 电子送达须受送达人事先签署送达地址和方式确认书。4. 本回证随文书存档。',
];
