import {gradeRank} from '../../src/domain/hazards/hazard.ts';
import {canonical, sha256} from '../../src/store/journal/journal.ts';
import {startApp} from '../helpers/app.ts';
import {type EngineKind, eachEngine} from '../helpers/database.ts';
import {makeHazard, makeSite} from '../helpers/hazards.ts';
import {idOf, makeOffice, type Office} from '../helpers/office.ts';
import {partOf, readCsv, readSheet} from '../helpers/sheets.ts';

const texts = [
	'=HYPERLINK("http://x")',
	'+86 021',
	'-5',
	'@SUM(A1)',
	'\t制表',
	'一层,"东侧"\n第二行',
	'310104199001011234',
	'007',
	'1e5',
	'𠮷野㙍',
	'_x0041_ <b>&amp;',
	"'已有撇号",
	'2026-03-01',
];

async function begin(t: Parameters<typeof startApp>[0], kind: EngineKind) {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const get = async (query: string, as: Office['manager'] = office.manager) => app.send('GET', `/api/lists/${query}`, {as});
	return {app, office, get};
}

const asText = (rows: Array<Array<string | number>>) => rows.map(row => row.map(String));

eachEngine(
	'list one on the screen, as csv and as xlsx read by another program: the same cells, counts and hash',
	async (t, kind) => {
		const {app, office, get} = await begin(t, kind);
		const uscc = '91310104MA1FR00X2K';
		const siteId = await makeSite(app, office, '甲', {
			name: '老杨,"面"馆\n二层',
			address: '=1+1',
			occupant: {name: `𠮷㙍${uscc}`, uscc: null, responsible: '杨一', phone: '13812345678'},
		});
		const grades = Object.keys(gradeRank) as Array<keyof typeof gradeRank>;
		for (const [i, description] of texts.entries())
			await makeHazard(app, office, {
				siteId,
				description,
				place: '',
				grade: grades[i % 3]!,
				dueOn: i % 2 ? '2026-02-20' : '2026-03-31',
				communityId: office.communities[i % 3]!,
				parties: {industry: null, territorial: null, entity: '310115198806060018'},
			});
		const screen = (await get('hazards')).body;
		t.is(screen.count, texts.length);
		t.is((await app.send('GET', '/api/hazards?count=true', {as: office.manager})).body.total, texts.length);
		t.deepEqual(screen.rows.map((row: string[]) => row[8]).sort(), [...texts].sort());
		t.is(screen.sha256, sha256(canonical({columns: screen.columns, rows: screen.rows})));

		const csv = await get('hazards?format=csv');
		const table = readCsv(csv.bytes, screen.count);
		t.deepEqual(table.titles, screen.columns);
		t.deepEqual(table.rows, asText(screen.rows));
		t.true(table.notes.includes(`内容校验 SHA-256：${screen.sha256}`));

		const file = await get('hazards?format=xlsx');
		t.is(file.headers.get('content-type'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
		t.is(
			file.headers.get('content-disposition'),
			`attachment; filename="list.xlsx"; filename*=UTF-8''${encodeURIComponent('问题隐患清单2026-03-02.xlsx')}`,
		);
		const sheet = readSheet(file.bytes, '问题隐患清单', screen.count);
		t.deepEqual(sheet.titles, screen.columns);
		t.deepEqual(sheet.rows, screen.rows);
		t.is(sha256(canonical({columns: sheet.titles, rows: sheet.rows})), screen.sha256);
		t.deepEqual(
			sheet.notes.slice(0, -2),
			screen.notes,
			'the rules of counting, the moment and the number of rows stand below the rows',
		);
		t.is(sheet.notes.at(-2), `内容校验 SHA-256：${screen.sha256}`);
		t.regex(sheet.notes.at(-1)!, /^演示数据/);
		for (const [r, row] of sheet.rows.entries())
			for (const [c, cell] of row.entries()) {
				const format = sheet.formats[r]![c]!;
				if (cell === '') continue;
				if (screen.kinds[c] === 'day') t.is(format, 'yyyy-mm-dd');
				if (screen.kinds[c] === 'code' || /^[=+\-@\t]/.test(String(cell))) t.is(format, '@', String(cell));
			}
		const statistics = readSheet(file.bytes, '统计', 100);
		const totals = statistics.rows.filter(([, name]) => name === '合计');
		t.deepEqual(
			totals.map(([title, , count]) => [title, count]),
			['行业领域', '等级', '居民区', '当前状态'].map(title => [title, texts.length]),
		);
		for (const [title] of totals) {
			const parts = statistics.rows.filter(([block, name]) => block === title && name !== '合计');
			t.is(
				parts.reduce((sum, [, , count]) => sum + Number(count), 0),
				texts.length,
			);
		}
		t.deepEqual(
			statistics.rows
				.filter(([title]) => title === '居民区')
				.map(([, name]) => String(name))
				.sort(),
			['桦苑第一居民区', '桦苑第二居民区', '桦苑第三居民区', '合计'].sort(),
		);
	},
);

eachEngine('the file opens as a clerk prints it: frozen titles, lists to choose from, A3 across', async (t, kind) => {
	const {app, office, get} = await begin(t, kind);
	await makeHazard(app, office);
	await makeHazard(app, office);
	const {bytes} = await get('hazards?format=xlsx');
	const sheet = partOf(bytes, '/xl/worksheets/sheet1.xml');
	t.regex(sheet, /<pane ySplit="1" topLeftCell="A2"[^>]*state="frozen"/);
	t.regex(sheet, /<pageSetup[^>]*paperSize="8"[^>]*/);
	t.regex(sheet, /<pageSetup[^>]*orientation="landscape"/);
	t.regex(sheet, /<pageSetUpPr fitToPage="1"/);
	t.regex(sheet, /sqref="K2:K3"[^>]*><formula1>&quot;一般,疑似重大,重大&quot;/);
	t.regex(sheet, /sqref="R2:R3"/);
	t.regex(sheet, /sqref="X2:X3"[^>]*><formula1>&quot;是,否&quot;/);
	t.regex(sheet, /<oddHeader>&amp;C问题隐患清单（演示）<\/oddHeader>/);
	t.notRegex(sheet, /<f>|<hyperlink/);
	t.regex(partOf(bytes, '/xl/workbook.xml'), /name="_xlnm.Print_Titles"[^>]*>&apos;问题隐患清单&apos;!\$1:\$1</);
	const none = await get('hazards?format=xlsx&overdue=true');
	t.is(readSheet(none.bytes, '问题隐患清单', 0).notes[0], '截止时刻：2026-03-02 10:00:00');
	t.is((await get('hazards?format=xls')).status, 400);
	t.is((await get('hazards?format=xlsx', office.gridWorker)).status, 403);
});

eachEngine('list two as xlsx: the same cells as on the screen, and what it adds up to', async (t, kind) => {
	const {app, office, get} = await begin(t, kind);
	const hazard = await makeHazard(app, office);
	for (const [i, text] of texts.entries())
		await app.send('PUT', `/api/measures/${idOf(`m${i}`)}`, {
			as: office.manager,
			body: {
				title: text.trim(),
				kind: i % 2 ? 'rule' : 'campaign',
				cause: 'mechanism',
				text,
				lead: '平安办',
				supporting: ['城管,"东"', '物业'],
				responsible: '秦正',
				dueOn: '2026-06-30',
				reviewOn: '2026-12-31',
				hazardIds: [hazard.id],
			},
		});
	const screen = (await get('measures')).body;
	t.is(screen.count, texts.length);
	const {bytes} = await get('measures?format=xlsx');
	const sheet = readSheet(bytes, '制度措施清单', screen.count);
	t.deepEqual([sheet.titles, sheet.rows], [screen.columns, screen.rows]);
	t.deepEqual(readCsv((await get('measures?format=csv')).bytes, screen.count).rows, asText(screen.rows));
	t.regex(partOf(bytes, '/xl/worksheets/sheet1.xml'), /sqref="M2:M14"[^>]*><formula1>&quot;调研,起草/);
	const [first] = readSheet(bytes, '统计', 1).rows;
	t.deepEqual(first, ['类型', '制度文件', Math.floor(texts.length / 2)]);
});
