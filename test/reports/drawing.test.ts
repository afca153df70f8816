import test from 'ava';
import {paragraph, photos, signature, title} from '../../reports/lib/blocks.ts';
import {composed, drawn, greyPhoto, makeNotice, notice, noticeOf} from './papers.ts';

const text = (pdf: Buffer) => pdf.toString('latin1');

test('the same paper gives the same bytes, also after other papers', async t => {
	const blocks = notice.blocks(notice.sample);
	const first = await drawn(blocks);
	await drawn([title('别的文书'), paragraph('⼀⼆⼈・―驫麤𠮷')]);
	await drawn(notice.blocks(noticeOf(3)), {demo: true});
	t.true((await drawn(blocks)).pdf.equals(first.pdf));
});

test('another moment gives other bytes', async t => {
	const blocks = [title('通知'), paragraph('请按期整改。')];
	const first = await drawn(blocks);
	t.false((await drawn(blocks, {created: '2026-03-04T02:00:00.000Z'})).pdf.equals(first.pdf));
});

test('a file says that it is tagged PDF/A-2a and PDF/UA-1, in Chinese', async t => {
	const {pdf} = await drawn(notice.blocks(notice.sample));
	for (const part of ['<pdfaid:part>2<', '<pdfaid:conformance>A<', '<pdfuaid:part>1<', '/Marked true', '/Lang (zh-CN)']) {
		t.true(text(pdf).includes(part), part);
	}
});

test('a title with marks of XML leaves the metadata well formed', async t => {
	const {pdf} = await drawn([title('A&B <整改> 通知')]);
	t.true(pdf.toString('utf8').includes('A&amp;B &lt;整改&gt; 通知'));
});

test('rare characters of names are drawn', async t => {
	const {missing} = await composed([title('堃喆旸𠮷㙍䶮'), paragraph('堃喆旸𠮷㙍䶮'), signature('𠮷㙍䶮', '2026年3月3日')]);
	t.deepEqual(missing, []);
});

test('characters that no font has are reported once each', async t => {
	const {missing} = await drawn([title('通知😀'), paragraph('好😀的\u{10fffd}')]);
	t.deepEqual(missing, ['😀', '\u{10fffd}']);
});

test('a demonstration and a draft are stamped on every page and on no other paper', async t => {
	const blocks = notice.blocks(noticeOf(12));
	const plain = await drawn(blocks);
	const demo = await drawn(blocks, {demo: true});
	const both = await drawn(blocks, {demo: true, draft: true});
	t.is(demo.pages, plain.pages);
	t.true(plain.pdf.length < demo.pdf.length);
	t.true(demo.pdf.length < both.pdf.length);
});

test('a photo keeps its shape', async t => {
	const sha256 = 'ab'.repeat(32);
	const blocks = [title('照片'), photos([{sha256, caption: '图1', alt: '竖拍的照片'}])];
	const portrait = new Map([[sha256, await greyPhoto(30, 90)]]);
	const {pdf} = await drawn(blocks, {photos: portrait});
	t.regex(text(pdf), /\/Width 30\b/);
	await t.throwsAsync(drawn(blocks, {photos: new Map()}), {code: 'photo-missing'});
	await t.throwsAsync(drawn(blocks, {photos: new Map([[sha256, Buffer.from('no picture')]])}), {code: 'photo-broken'});
});

test('a notice about forty hazards takes more than three pages and repeats the head of its table', async t => {
	const {sheets} = await composed(notice.blocks(noticeOf(40)));
	t.true(sheets.length > 3);
	const heads = sheets.filter(sheet => sheet.marks.some(mark => mark.kind === 'line' && mark.line.text === '整改期限'));
	t.true(heads.length >= sheets.length - 2);
	t.is(heads.flatMap(sheet => sheet.marks).filter(mark => mark.node?.tag === 'TH').length, 7);
});

test('a notice orders nothing that a subdistrict may not order', t => {
	const all = JSON.stringify([makeNotice(), makeNotice({inspectionKind: 'administrative', demo: true})].map(notice.blocks));
	for (const word of ['责令', '停产停业', '罚款', '行政复议']) t.false(all.includes(word), word);
});

test('a notice prints each deadline with its hour', t => {
	t.true(JSON.stringify(notice.blocks(notice.sample)).includes('2026年3月5日24时前'));
});
