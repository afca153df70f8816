import {makeCampaign, seeTemplates} from '../../actions/schedule/campaign-templates.ts';
import {CampaignBody, CampaignReply, TemplateQuery, TemplatesReply} from '../../contract/campaigns.ts';
import {created, ok, read, write} from '../route.ts';

const tag = '计划';

export const campaignRoutes = [
	read({
		method: 'get',
		path: '/api/campaign-templates',
		tag,
		summary: '专项和重要节点模板：某年的起止日期和将生成的计划',
		may: 'read-register',
		query: TemplateQuery,
		replies: {200: TemplatesReply},
		read: async ({reader}, context, {query}) => ok({items: await seeTemplates(reader, context, query.year)}),
	}),
	write({
		method: 'post',
		path: '/api/campaign-templates/:id/plans',
		tag,
		summary: '按模板生成专项计划和任务，每份检查表一个计划',
		may: 'plans',
		remember: 'body',
		body: CampaignBody,
		replies: {201: CampaignReply},
		write: async (db, context, {params, body}) => created({plans: await makeCampaign(db, context, params.id!, body)}),
	}),
];
