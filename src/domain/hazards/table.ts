export type Cell = string | number;
/** 'day' holds 'YYYY-MM-DD' or nothing; 'code' digits that are no number; 'number' a number, or words where none was given. */
export const cellKinds = ['text', 'code', 'day', 'number'] as const;
export type CellKind = (typeof cellKinds)[number];
/** One column as every format lays it out: its title as the work plan asks for it, width in characters, what may stand under it. */
export type ColumnLayout = {title: string; kind: CellKind; width: number; options?: readonly string[]};
export type Column<Row> = ColumnLayout & {value: (row: Row, index: number) => Cell};

/** What the rows are counted by; `order` names what has a natural order. */
export type Tally<Row> = {title: string; of: (row: Row) => string; order?: readonly string[]};
export type Statistic = {title: string; counts: Array<{name: string; count: number}>};

/** A list at a moment, from which screen, csv and xlsx are made alike. */
export type Table = {
	title: string;
	cutOffAt: string;
	columns: ColumnLayout[];
	ids: string[];
	rows: Cell[][];
	count: number;
	total: number;
	scope: string | null;
	notes: string[];
	statistics: Statistic[];
	/** Of the canonical JSON of `{columns, rows}`, columns by their titles. */
	sha256: string;
};

export const layoutOf = <Row>(columns: ReadonlyArray<Column<Row>>): ColumnLayout[] =>
	columns.map(({title, kind, width, options}) => ({title, kind, width, ...(options && {options})}));

export const cellsOf = <Row>(columns: ReadonlyArray<Column<Row>>, row: Row, index: number): Cell[] =>
	columns.map(({value}) => value(row, index));

/** What a content hash covers: `{columns, rows}` as canonical JSON. JSON of texts and numbers under names in order is that by itself. */
export const contentOf = ({columns, rows}: Pick<Table, 'columns' | 'rows'>): string =>
	JSON.stringify({columns: columns.map(({title}) => title), rows});

/** Each tally adds up to the number of rows: a row counts once, under 未填 when it has no value. */
export const statisticsOf = <Row>(tallies: ReadonlyArray<Tally<Row>>, rows: readonly Row[]): Statistic[] =>
	tallies.map(({title, of, order = []}) => {
		const counts = new Map<string, number>();
		for (const row of rows) {
			const name = of(row) || '未填';
			counts.set(name, (counts.get(name) ?? 0) + 1);
		}
		const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
		const sorted = [...counts].sort(([a, n], [b, m]) => rank(a) - rank(b) || m - n);
		return {title, counts: sorted.map(([name, count]) => ({name, count}))};
	});
