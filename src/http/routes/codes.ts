import {seeCode} from '../../actions/register/see-code.ts';
import {CodeReply} from '../../contract/codes.ts';
import {ok, read} from '../route.ts';

export const codeRoutes = [
	read({
		method: 'get',
		path: '/api/codes/:code',
		tag: '风险点',
		summary: '编号牌是哪个场所或风险点（扫码得到 /m/points/:code，或者手工输入）',
		may: 'read-register',
		replies: {200: CodeReply},
		read: async ({reader}, context, {params}) => ok(await seeCode(reader, context, params.code!)),
	}),
];
