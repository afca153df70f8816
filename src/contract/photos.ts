import {Type as t} from '@sinclair/typebox';
import {photoTypes} from '../domain/inspections/photo.ts';
import {DayText, InstantText, literals, nullable, page, paging, strict} from './common.ts';

export const PhotoReply = t.Object(
	{
		sha256: t.String(),
		type: literals(photoTypes),
		size: t.Integer(),
		width: t.Integer(),
		height: t.Integer(),
	},
	strict,
);
export const PhotoQuery = t.Object({size: t.Optional(literals(['thumb', 'screen', 'original']))}, strict);
export const SitePhotoQuery = t.Object({after: paging.after, limit: paging.limit}, strict);
export const SitePhotoPage = page(
	t.Object(
		{
			sha256: t.String(),
			role: t.String({description: 'before 整改前，after 整改后，answer 检查时，attachment 附件，other 其他'}),
			subject: t.Object(
				{kind: literals(['hazard', 'inspection', 'site']), id: t.String(), number: nullable(t.String())},
				{...strict, description: '照片所属：隐患、检查或者场所（责任书）'},
			),
			on: nullable({...DayText, description: '检查日期或发现日期'}),
			takenAt: nullable(InstantText),
			uploadedAt: InstantText,
		},
		strict,
	),
);
export const PhotoBytes = t.String({contentMediaType: 'image/jpeg, image/png, image/webp'});
