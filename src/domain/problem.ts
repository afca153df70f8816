/** One faulty field: `path` is a JSON pointer into the body or query (`/dueOn`), `message` a Chinese sentence. */
export type Fault = {path: string; message: string};

/** A refusal that the person who asked can act on (RFC 9457). Anything else that is thrown is a bug. */
export class Problem extends Error {
	readonly status: number;
	readonly code: string;
	readonly errors: Fault[];
	/** Further members of the problem document, e.g. `current` (409) or `missing` (422). */
	readonly more: Record<string, unknown>;

	constructor(status: number, code: string, detail: string, errors: Fault[] = [], more: Record<string, unknown> = {}) {
		super(detail);
		this.status = status;
		this.code = code;
		this.errors = errors;
		this.more = more;
	}
}

/** 422 with every fault at once. */
export const unprocessable = (errors: Fault[], code = 'rules', detail = '提交的内容不符合规定，请按提示逐项改正。') =>
	new Problem(422, code, detail, errors);
