import {shallowRef} from 'vue';
import {longestSide} from '../offline/photos.ts';

export type CameraState = 'off' | 'starting' | 'on' | 'refused' | 'none';
export const cameraState = shallowRef<CameraState>('off');

let stream: MediaStream | undefined;
let users = 0;
let closing: ReturnType<typeof setTimeout> | undefined;
// Between two photos the camera stays open: starting it costs a second each time.
const lingers = 20_000;

/** Opens the back camera, or says why not in `cameraState`; without HTTPS there is none. */
export async function openCamera(): Promise<MediaStream | null> {
	users++;
	clearTimeout(closing);
	if (stream?.active) return stream;
	if (!navigator.mediaDevices?.getUserMedia) {
		cameraState.value = 'none';
		return null;
	}
	cameraState.value = 'starting';
	try {
		stream = await navigator.mediaDevices.getUserMedia({
			video: {facingMode: {ideal: 'environment'}, width: {ideal: 1920}, height: {ideal: 1440}},
		});
		cameraState.value = 'on';
		return stream;
	} catch (error) {
		cameraState.value = error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'none';
		return null;
	}
}

export function leaveCamera(): void {
	users = Math.max(0, users - 1);
	if (users === 0) closing = setTimeout(closeCamera, lingers);
}

function closeCamera(): void {
	for (const track of stream?.getTracks() ?? []) track.stop();
	stream = undefined;
	cameraState.value = 'off';
}
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && users === 0 && closeCamera());

/** The picture that the camera shows at this moment, at most as large as leaves the phone. */
export async function takePicture(video: HTMLVideoElement): Promise<Blob | null> {
	const scale = Math.min(1, longestSide / Math.max(video.videoWidth, video.videoHeight));
	if (video.videoWidth === 0) return null;
	const canvas = document.createElement('canvas');
	canvas.width = Math.round(video.videoWidth * scale);
	canvas.height = Math.round(video.videoHeight * scale);
	canvas.getContext('2d')!.drawImage(video, 0, 0, canvas.width, canvas.height);
	return new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.85));
}

type Torch = MediaTrackCapabilities & {torch?: boolean};

/** Whether the camera has a lamp: basements are dark. */
export const hasTorch = (): boolean => Boolean((stream?.getVideoTracks()[0]?.getCapabilities?.() as Torch | undefined)?.torch);

export const setTorch = async (torch: boolean): Promise<void> =>
	stream?.getVideoTracks()[0]?.applyConstraints({advanced: [{torch} as MediaTrackConstraintSet]});
