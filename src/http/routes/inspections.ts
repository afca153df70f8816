import {fileInspections} from '../../actions/inspections/file-inspections.ts';
import {seeInspection, seeInspections} from '../../actions/inspections/see-inspections.ts';
import {isBackToUsual} from '../../actions/schedule/replan-sites.ts';
import {FiledReply, FilingBody, InspectionPage, InspectionQuery, InspectionReply} from '../../contract/inspections.ts';
import {dayOf} from '../../domain/days.ts';
import {replan} from '../replan.ts';
import {ok, read, set} from '../route.ts';

const tag = '检查';

export const inspectionRoutes = [
	set({
		method: 'put',
		path: '/api/inspections/:id',
		tag,
		summary: '提交一次检查',
		may: 'file',
		body: FilingBody,
		remember: 'path',
		replies: {200: FiledReply, 201: FiledReply},
		set: fileInspections,
		async after(services, context, {body}, {status, body: filed}) {
			if (status !== 201) return;
			const {siteId, startedAt} = body;
			const isFound = (filed as {hazards: unknown[]}).hazards.length > 0;
			if (isFound || (await isBackToUsual(services.reader, context, siteId, dayOf(startedAt))))
				await replan(services, context, [siteId]);
		},
	}),
	read({
		method: 'get',
		path: '/api/inspections',
		tag,
		summary: '检查记录（最近的在前）',
		may: 'read-register',
		query: InspectionQuery,
		replies: {200: InspectionPage},
		read: async ({reader}, context, {query}) => ok(await seeInspections(reader, context, query)),
	}),
	read({
		method: 'get',
		path: '/api/inspections/:id',
		tag,
		summary: '一次检查：内容、隐患、照片',
		may: 'read-register',
		replies: {200: InspectionReply},
		read: async ({reader}, context, {params}) => ok(await seeInspection(reader, context, params.id!)),
	}),
];
