export type Line = {name: string; parameters: Record<string, string>; value: string};
export type Component = {kind: string; lines: Line[]; parts: Component[]};

/** A small reader of RFC 5545 that forgives nothing: CRLF, at most 75 octets a line, what begins ends. */
export function parseCalendar(text: string): Component {
	if (!text.endsWith('\r\n')) throw new Error('the last line does not end');
	const physical = text.slice(0, -2).split('\r\n');
	for (const line of physical) {
		if (/[\r\n]/.test(line)) throw new Error(`bare line break: ${JSON.stringify(line)}`);
		if (Buffer.byteLength(line) > 75) throw new Error(`${Buffer.byteLength(line)} octets: ${line}`);
		if (line === '' || line.includes('\uFFFD')) throw new Error('an empty line, or a character cut in two');
	}
	const stack: Component[] = [{kind: '', lines: [], parts: []}];
	for (const line of unfolded(physical).map(readLine)) {
		if (line.name === 'BEGIN') stack.push({kind: line.value, lines: [], parts: []});
		else if (line.name === 'END') {
			const ended = stack.pop()!;
			if (ended.kind !== line.value) throw new Error(`${ended.kind} is ended as ${line.value}`);
			stack.at(-1)!.parts.push(ended);
		} else stack.at(-1)!.lines.push(line);
	}
	const [calendar, ...rest] = stack[0]!.parts;
	if (stack.length !== 1 || rest.length > 0 || calendar?.kind !== 'VCALENDAR') throw new Error('not one calendar');
	return calendar;
}

function unfolded(physical: string[]): string[] {
	const lines: string[] = [];
	for (const line of physical) {
		if (/^[ \t]/.test(line)) lines.push(`${lines.pop() ?? ''}${line.slice(1)}`);
		else lines.push(line);
	}
	return lines;
}

function readLine(line: string): Line {
	const [, name, parameters, value] = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^;:"]*)*):(.*)$/u.exec(line) ?? [];
	if (name === undefined) throw new Error(`not a content line: ${line}`);
	const pairs = parameters!.split(';').filter(Boolean);
	return {name, parameters: Object.fromEntries(pairs.map(pair => pair.split('=') as [string, string])), value: value!};
}

/** A TEXT value as it was meant; a separator that stands bare is a fault. */
export function textOf(component: Component, name: string): string | undefined {
	const line = component.lines.find(one => one.name === name);
	if (!line) return undefined;
	if (/(^|[^\\])(\\\\)*[,;]/.test(line.value)) throw new Error(`bare separator in ${line.value}`);
	return line.value.replaceAll(/\\([\\,;nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
}
