import {Type as t} from '@sinclair/typebox';
import {photoTypes} from '../domain/inspections/photo.ts';
import {literals, strict} from './common.ts';

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
export const PhotoBytes = t.String({contentMediaType: 'image/jpeg'});
