import XLSX from '@e965/xlsx';
import {parse} from 'csv-parse/sync';

type Cells = Array<Array<string | number>>;
export type ReadSheet = {titles: string[]; rows: Cells; notes: string[]; formats: string[][]};

const dayOfSerial = (serial: number): string => new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10);

/** A sheet as another program reads it: `count` rows below the titles, then sentences. Days by their format; formulas are an error. */
export function readSheet(bytes: Buffer, name: string, count: number): ReadSheet {
	const sheet = XLSX.read(bytes, {cellNF: true}).Sheets[name];
	if (!sheet) throw new Error(`no sheet ${name}`);
	const range = XLSX.utils.decode_range(sheet['!ref']!);
	const formats: string[][] = [];
	const lines = Array.from({length: range.e.r + 1}, (_, r) => {
		formats.push([]);
		return Array.from({length: range.e.c + 1}, (__, c) => {
			const cell = sheet[XLSX.utils.encode_cell({r, c})] as XLSX.CellObject | undefined;
			formats[r]!.push(String(cell?.z ?? ''));
			if (cell?.f) throw new Error(`a formula in row ${r}: ${cell.f}`);
			if (cell?.v === undefined) return '';
			if (cell.t === 'n') return cell.z === 'yyyy-mm-dd' ? dayOfSerial(cell.v as number) : (cell.v as number);
			if (cell.t !== 's') throw new Error(`a cell of kind ${cell.t}`);
			return cell.v as string;
		});
	});
	return {
		titles: lines[0]!.map(String),
		rows: lines.slice(1, count + 1),
		notes: lines.slice(count + 1).map(line => String(line[0])),
		formats: formats.slice(1, count + 1),
	};
}

/** The parts of the file by their names in the package. */
export function partOf(bytes: Buffer, path: string): string {
	const entry = XLSX.CFB.find(XLSX.CFB.read(bytes, {type: 'buffer'}), path);
	if (!entry) throw new Error(`no part ${path}`);
	return Buffer.from(entry.content as Uint8Array).toString();
}

/** A csv as a spreadsheet shows it: the mark before what would be computed is not part of the text. */
export function readCsv(bytes: Buffer, count: number): {titles: string[]; rows: string[][]; notes: string[]} {
	const [titles = [], ...lines] = parse(bytes, {bom: true}) as string[][];
	const rows = lines.slice(0, count).map(line => line.map(cell => cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')));
	return {titles, rows, notes: lines.slice(count).map(line => line[0]!)};
}
