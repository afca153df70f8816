/** Reads a QR code out of a picture; the browser's own reader where there is one, else the library's. */
export type Reader = (source: HTMLVideoElement) => Promise<string | null>;
type Detector = {detect: (source: CanvasImageSource) => Promise<{rawValue: string}[]>};
type Native = (new (options: {formats: string[]}) => Detector) & {getSupportedFormats?: () => Promise<string[]>};

export async function openReader(): Promise<Reader> {
	const native = (globalThis as {BarcodeDetector?: Native}).BarcodeDetector;
	if (native && (await native.getSupportedFormats?.().catch((): string[] => []))?.includes('qr_code')) {
		const detector = new native({formats: ['qr_code']});
		return async source => (await detector.detect(source).catch(() => []))[0]?.rawValue ?? null;
	}
	const {decodeQR} = await import('qr/decode.js');
	const canvas = document.createElement('canvas');
	const context = canvas.getContext('2d', {willReadFrequently: true})!;
	return async source => {
		const scale = Math.min(1, 640 / Math.max(source.videoWidth, source.videoHeight));
		canvas.width = Math.round(source.videoWidth * scale);
		canvas.height = Math.round(source.videoHeight * scale);
		if (canvas.width === 0) return null;
		context.drawImage(source, 0, 0, canvas.width, canvas.height);
		const {data, width, height} = context.getImageData(0, 0, canvas.width, canvas.height);
		try {
			return decodeQR({data, width, height});
		} catch {
			// No code in this picture: the next one comes in a moment.
			return null;
		}
	};
}

/** What a code leads to: a page of this app, or null when it is none of ours. Labels are addresses, or the bare number. */
export function pathOf(code: string): string | null {
	const text = code.trim();
	if (/^[DF]\d{6,}-?\d$/i.test(text)) return `/points/${text.toUpperCase()}`;
	const path = URL.canParse(text) ? new URL(text).pathname : text;
	const found = /^\/m(\/(?:points\/[DF]\d{6,}-?\d|slots\/[0-9a-f-]{36}))$/i.exec(path);
	return found ? found[1]! : null;
}
