export type Tab = {title: string; query: Record<string, string>; isCounted?: boolean};

/** The archive as people look through it; each is a set of filters in the address. */
export const tabs: Tab[] = [
	{title: '全部', query: {}},
	{title: '待法制审核', query: {waits: 'review'}, isCounted: true},
	{title: '待领导审批', query: {waits: 'approval'}, isCounted: true},
	{title: '退回待改', query: {waits: 'revision'}, isCounted: true},
	{title: '待签发', query: {waits: 'issue'}, isCounted: true},
	{title: '未送达', query: {state: 'issued', served: 'false'}, isCounted: true},
	{title: '已签发', query: {state: 'issued'}},
	{title: '作废', query: {state: 'void'}},
	{title: '已撤回', query: {state: 'withdrawn'}},
];
const names = ['waits', 'state', 'served'] as const;

export const isHere = ({query}: Tab, filter: Record<string, string>): boolean =>
	names.every(name => (query[name] ?? '') === (filter[name] ?? ''));
/** What the address becomes when it is chosen. */
export const patchOf = ({query}: Tab): Record<string, string | undefined> =>
	Object.fromEntries(names.map(name => [name, query[name]]));
