/** One line of a file, its end left out; null when it is longer than anybody needs. `isCut`: the last one, without an end. */
export type Line = {number: number; bytes: Buffer | null; isCut: boolean};

const newline = 0x0a;

/** The lines of a file as it is read, one in memory at a time; empty ones are left out. */
export async function* linesOf(chunks: AsyncIterable<Buffer>, mostBytes: number): AsyncGenerator<Line> {
	let parts: Buffer[] = [];
	let length = 0;
	let number = 1;
	const line = (isCut: boolean): Line => {
		const bytes = length > mostBytes ? null : Buffer.concat(parts);
		parts = [];
		length = 0;
		return {number: number++, bytes, isCut};
	};
	const add = (part: Buffer) => {
		length += part.length;
		if (length <= mostBytes) parts.push(part);
		else parts = [];
	};
	for await (const chunk of chunks) {
		let from = 0;
		for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
			add(chunk.subarray(from, at));
			from = at + 1;
			if (length > 0) yield line(false);
			else number++;
		}
		add(chunk.subarray(from));
	}
	if (length > 0) yield line(true);
}
