import {seePhoto} from '../../actions/inspections/see-photo.ts';
import {PhotoBytes, PhotoQuery} from '../../contract/photos.ts';
import {read} from '../route.ts';
import {pictureUpload} from './picture-upload.ts';

const tag = '照片';

export const photoRoutes = [
	pictureUpload({path: '/api/photos/:sha256', tag, summary: '上传照片（JPEG、PNG、WebP，10 MB 以内）', may: 'upload-photos'}),
	read({
		method: 'get',
		path: '/api/photos/:sha256',
		tag,
		summary: '查看照片（缩略、屏幕或原图）',
		may: 'read-photos',
		query: PhotoQuery,
		replies: {200: PhotoBytes},
		async read(services, context, {params, query}) {
			const {type, bytes} = await seePhoto(services, context, {sha256: params.sha256!, size: query.size ?? 'original'});
			// The name is the hash of the bytes: what was fetched once never changes.
			const headers = {
				'Content-Type': type,
				'Cache-Control': 'private, max-age=31536000, immutable',
				'X-Content-Type-Options': 'nosniff',
			};
			return {status: 200, body: bytes, headers};
		},
	}),
];
