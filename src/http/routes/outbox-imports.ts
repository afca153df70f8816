import {OutboxReply} from '../../contract/outbox.ts';
import {importOutbox} from '../outbox-import.ts';
import {replayFor} from '../replay.ts';
import {type AnyRoute, ok, steps} from '../route.ts';

export const outboxRoutes = (rows: () => AnyRoute[]): AnyRoute[] => [
	steps({
		method: 'post',
		path: '/api/outbox-imports',
		tag: '检查',
		summary: '导入手机导出的未发送记录（application/x-ndjson，512 MB 以内）；本人的，或由管理人员代为导入',
		may: 'import-outbox',
		upload: true,
		replies: {200: OutboxReply},
		steps: async (services, context, asked) =>
			ok(await importOutbox(services, context, asked, replayFor(services, context, asked, rows()))),
	}),
];
