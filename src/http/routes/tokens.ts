import {makeToken, seeTokens, withdrawToken} from '../../actions/people/make-token.ts';
import {TokenBody, TokenMade, TokenPage, TokenWithdrawn} from '../../contract/tokens.ts';
import {created, ok, read, write} from '../route.ts';

const tag = '令牌';

export const tokenRoutes = [
	read({
		method: 'get',
		path: '/api/tokens',
		tag,
		summary: '令牌（本人的；管理员看全部）',
		may: 'use-own-session',
		replies: {200: TokenPage},
		read: async ({reader}, context) => ok({items: await seeTokens(reader, context), next: null}),
	}),
	write({
		method: 'post',
		path: '/api/tokens',
		tag,
		summary: '申请令牌（密文只显示这一次）',
		may: 'use-own-session',
		body: TokenBody,
		replies: {201: TokenMade},
		write: async (db, context, {body}) => created(await makeToken(db, context, body)),
	}),
	write({
		method: 'post',
		path: '/api/tokens/:id/withdrawal',
		tag,
		summary: '收回令牌',
		may: 'use-own-session',
		replies: {200: TokenWithdrawn},
		write: async (db, context, {params}) => ok(await withdrawToken(db, context, params.id!)),
	}),
];
