type Params = Record<string, unknown>;

/** What a value must be instead, in a Chinese sentence, by the JSON Schema keyword that it fails; `params` as Ajv gives them. */
export const faultWords = (keyword: string, params: Params): string => (words[keyword] ?? (() => '内容不对。'))(params);

/** The member that is missing, or should not be there; undefined for faults of the value itself. */
export const memberOf = ({missingProperty, additionalProperty, propertyName}: Params): string | undefined => {
	const name = missingProperty ?? additionalProperty ?? propertyName;
	return name === undefined ? undefined : String(name);
};

const words: Record<string, (params: Params) => string> = {
	required: () => '此项必填。',
	additionalProperties: () => '没有这一项，请删去。',
	type: params => `类型应为 ${String(params.type)}。`,
	format: params => formats[String(params.format)] ?? '格式不对。',
	pattern: () => '格式不对。',
	enum: params => `应为其中之一：${(params.allowedValues as unknown[]).join('、')}。`,
	const: params => `应为 ${String(params.allowedValue)}。`,
	anyOf: () => '不属于允许的取值。',
	oneOf: () => '不属于允许的写法。',
	contains: () => '缺少必须有的一项。',
	minLength: params => (params.limit === 1 ? '不能为空。' : `至少 ${String(params.limit)} 个字。`),
	maxLength: params => `最多 ${String(params.limit)} 个字。`,
	minItems: params => `至少 ${String(params.limit)} 项。`,
	maxItems: params => `最多 ${String(params.limit)} 项。`,
	minimum: params => `不小于 ${String(params.limit)}。`,
	maximum: params => `不大于 ${String(params.limit)}。`,
	uniqueItems: () => '不能重复。',
	maxProperties: params => `最多 ${String(params.limit)} 项。`,
	minProperties: params => `至少 ${String(params.limit)} 项。`,
};

const formats: Record<string, string> = {
	date: '应为 1900 至 2999 年间存在的日期，如 2026-03-01。',
	instant: '应为 1900 至 2999 年间的世界时时刻，如 2026-03-01T02:00:00.000Z。',
	uuid: '应为 UUID。',
};
