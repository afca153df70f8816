import {putOrganisation, seeOrganisation} from '../../actions/register/put-organisation.ts';
import {FontsReply, OrganisationBody, OrganisationReply} from '../../contract/settings.ts';
import {Problem} from '../../domain/problem.ts';
import {ok, put, read, write} from '../route.ts';

const tag = '设置';
const path = '/api/settings/organisation';

export const settingRoutes = [
	read({
		method: 'get',
		path: '/api/fonts',
		tag,
		summary: '文书所用的字体',
		may: 'read-register',
		replies: {200: FontsReply},
		async read({papers}) {
			const fonts = await papers.fonts().catch((error: {message?: string}) => {
				throw new Problem(503, 'drawing', `字体打不开：${error.message ?? '原因不明'}`);
			});
			return ok(fonts);
		},
	}),
	read({
		method: 'get',
		path,
		tag,
		summary: '本单位信息',
		may: 'read-register',
		replies: {200: OrganisationReply},
		read: async ({reader}) => ok(await seeOrganisation(reader)),
	}),
	write({
		method: 'put',
		path,
		tag,
		summary: '填写或修改本单位信息',
		may: 'set-up',
		body: OrganisationBody,
		replies: {200: OrganisationReply, 201: OrganisationReply},
		write: async (db, context, {body}) => put(await putOrganisation(db, context, body)),
	}),
];
