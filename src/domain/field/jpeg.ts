/** A segment of a JPEG before its picture: marker, and where its bytes lie, marker and length included. */
type Segment = {marker: number; from: number; to: number};

const isJpeg = (bytes: Uint8Array): boolean => bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8;

function segmentsOf(bytes: Uint8Array): Segment[] {
	const segments: Segment[] = [];
	if (!isJpeg(bytes)) return segments;
	for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
		const marker = bytes[at + 1]!;
		const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
		const to = at + 2 + length;
		if (length < 2 || to > bytes.length) break;
		segments.push({marker, from: at, to});
		if (marker === 0xda) break;
		at = to;
	}
	return segments;
}

/** Width and height in pixels as the file says them, before orientation; undefined when it is no JPEG. */
export function sizeInJpeg(bytes: Uint8Array): {width: number; height: number} | undefined {
	const frame = segmentsOf(bytes).find(({marker}) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker));
	if (!frame || frame.to - frame.from < 9) return undefined;
	const at = frame.from + 5;
	return {height: (bytes[at]! << 8) | bytes[at + 1]!, width: (bytes[at + 2]! << 8) | bytes[at + 3]!};
}

const exifName = [0x45, 0x78, 0x69, 0x66, 0, 0];
/** Where the notes themselves begin in their segment. */
const start = 4 + exifName.length;

/** The EXIF segment of a camera's picture: when, where and by what it was taken. */
export function exifOf(bytes: Uint8Array): Uint8Array | undefined {
	const segment = segmentsOf(bytes).find(
		({marker, from, to}) => marker === 0xe1 && to - from > start && exifName.every((byte, i) => bytes[from + 4 + i] === byte),
	);
	return segment && bytes.slice(segment.from, segment.to);
}

/** The same with orientation 1: the pixels that it now stands before were turned upright when they were shrunk. */
export function upright(exif: Uint8Array): Uint8Array {
	const turned = exif.slice();
	if (turned.length < start + 10) return turned;
	const view = new DataView(turned.buffer, turned.byteOffset + start, turned.length - start);
	const isLittle = view.getUint16(0) === 0x4949;
	const first = view.getUint32(4, isLittle);
	if (first + 2 > view.byteLength) return turned;
	for (let n = 0; n < view.getUint16(first, isLittle); n++) {
		const entry = first + 2 + n * 12;
		if (entry + 12 > view.byteLength) break;
		if (view.getUint16(entry, isLittle) === 0x0112) view.setUint16(entry + 8, 1, isLittle);
	}
	return turned;
}

/** Puts an EXIF segment first, as cameras do. */
export function withExif(jpeg: Uint8Array, exif: Uint8Array): Uint8Array {
	const joined = new Uint8Array(jpeg.length + exif.length);
	joined.set(jpeg.subarray(0, 2));
	joined.set(exif, 2);
	joined.set(jpeg.subarray(2), 2 + exif.length);
	return joined;
}
