/** Reads a code off a picture: by the phone's own reader where it has one, else by a library that is loaded for it. */
type Reader = (picture: HTMLCanvasElement) => Promise<string | undefined>;
type Detector = {detect: (source: ImageBitmapSource) => Promise<{rawValue: string}[]>};
type Detectors = {new (options: {formats: string[]}): Detector; getSupportedFormats: () => Promise<string[]>};

let reader: Promise<Reader> | undefined;
const readerNow = (): Promise<Reader> => {
	reader ??= makeReader();
	return reader;
};

async function makeReader(): Promise<Reader> {
	const Own = (globalThis as {BarcodeDetector?: Detectors}).BarcodeDetector;
	const formats = Own ? await Own.getSupportedFormats().catch(() => []) : [];
	if (Own && formats.includes('qr_code')) {
		const detector = new Own({formats: ['qr_code']});
		return async picture => (await detector.detect(picture))[0]?.rawValue;
	}
	const {decodeQR} = await import('qr/decode.js');
	return async picture => {
		const {width, height} = picture;
		try {
			return decodeQR(picture.getContext('2d')!.getImageData(0, 0, width, height), {timeLimit: 120});
		} catch {
			// Its way to say that there is none in this picture.
			return undefined;
		}
	};
}

/** Pixels of the longer side that are looked at: more costs time and finds nothing more. */
const looked = {live: 960, still: 1600};
const pause = 180;

function draw(source: CanvasImageSource, width: number, height: number, longest: number): HTMLCanvasElement {
	const scale = Math.min(1, longest / Math.max(width, height));
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, Math.round(width * scale));
	canvas.height = Math.max(1, Math.round(height * scale));
	canvas.getContext('2d', {willReadFrequently: true})!.drawImage(source, 0, 0, canvas.width, canvas.height);
	return canvas;
}

/** Looks at what the camera shows, again and again, and tells every code that it reads; the answer stops it. */
export function watchForCodes(video: HTMLVideoElement, tell: (text: string) => void): () => void {
	let isOver = false;
	const look = async (): Promise<void> => {
		if (isOver) return;
		if (video.videoWidth > 0 && document.visibilityState === 'visible') {
			const read = await readerNow().catch(() => undefined);
			const text = await read?.(draw(video, video.videoWidth, video.videoHeight, looked.live)).catch(() => undefined);
			if (text && !isOver) tell(text);
		}
		setTimeout(() => void look(), pause);
	};
	void look();
	return () => {
		isOver = true;
	};
}

/** The code in a photo; undefined when there is none or the photo cannot be read. */
export async function codeInPhoto(photo: Blob): Promise<string | undefined> {
	const picture = await createImageBitmap(photo).catch(() => undefined);
	if (!picture) return undefined;
	const read = await readerNow();
	for (const longest of [looked.still, looked.live / 2]) {
		const text = await read(draw(picture, picture.width, picture.height, longest)).catch(() => undefined);
		if (text) return text;
	}
	return undefined;
}
