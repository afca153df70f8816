import {registerPhoto} from '../../actions/inspections/register-photo.ts';
import {PhotoReply} from '../../contract/photos.ts';
import {mostPhotoBytes} from '../../domain/inspections/photo.ts';
import {type AnyRoute, steps} from '../route.ts';

/** A door by which a picture comes in under the hash of its bytes; `201` when it is new. */
export const pictureUpload = (door: Pick<AnyRoute, 'path' | 'tag' | 'summary' | 'may'>) =>
	steps({
		...door,
		method: 'put',
		raw: mostPhotoBytes,
		replies: {200: PhotoReply, 201: PhotoReply},
		async steps(services, context, {params, bytes, headers}) {
			const upload = {named: params.sha256!, bytes: bytes!, declared: String(headers['content-type'] ?? '')};
			const {made, photo} = await registerPhoto(services, context, upload);
			return {status: made ? 201 : 200, body: photo};
		},
	});
