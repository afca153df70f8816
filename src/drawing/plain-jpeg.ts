/** Longest side in pixels: on 70 mm of paper more cannot be seen. */
export const longest = 1600;

const startOfImage = 0xffd8;
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Baseline, extended and progressive: what a PDF viewer decodes. */
const drawable = new Set([0xc0, 0xc1, 0xc2]);
/** Comments and application data: where it was taken is nobody's business who gets the paper. 0xe0 and 0xee say how to read colours. */
const isPrivate = (marker: number) => marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && marker !== 0xe0 && marker !== 0xee);

/**
 * A JPEG as it can be embedded: without metadata and what trails behind, but not encoded again. Undefined when it must be:
 * too large, turned, in other colours, or not whole. The register looked through its pixels when it arrived (rules §1.11).
 */
export const plainJpeg = (bytes: Buffer): Buffer | undefined => {
	if (bytes.length < 4 || bytes.readUInt16BE(0) !== startOfImage) return undefined;
	const kept: Buffer[] = [bytes.subarray(0, 2)];
	let hasFrame = false;
	for (let at = 2; at + 4 <= bytes.length; ) {
		const marker = bytes[at] === 0xff ? bytes[at + 1]! : -1;
		if (marker === 0xd9) return hasFrame ? Buffer.concat([...kept, bytes.subarray(at, at + 2)]) : undefined;
		const end = at + 2 + bytes.readUInt16BE(at + 2);
		if (marker < 0xc0 || end > bytes.length) return undefined;
		const segment = bytes.subarray(at, end);
		if (isFrame(marker) && !isFit(marker, segment)) return undefined;
		hasFrame ||= isFrame(marker);
		if (marker === 0xe1 && isTurned(segment)) return undefined;
		if (marker === 0xe2 && isStrange(segment)) return undefined;
		const next = marker === 0xda ? endOfScan(bytes, end) : end;
		if (!isPrivate(marker)) kept.push(bytes.subarray(at, next));
		at = next;
		if (at + 2 === bytes.length && bytes.readUInt16BE(at) === 0xffd9) return Buffer.concat([...kept, bytes.subarray(at)]);
	}
	return undefined;
};

/** A colour profile of a wider space; names stand in it in one byte a letter or two. */
const isStrange = (segment: Buffer) =>
	segment.includes('ICC_PROFILE') && !segment.toString('latin1').replaceAll('\0', '').includes('sRGB');

/** Marker, length, precision, height, width, components. */
const isFit = (marker: number, segment: Buffer) => {
	if (!drawable.has(marker) || segment.length < 10) return false;
	const [height, width, components] = [segment.readUInt16BE(5), segment.readUInt16BE(7), segment[9]!];
	return (
		segment[4] === 8 && height > 0 && width > 0 && Math.max(height, width) <= longest && (components === 1 || components === 3)
	);
};

/** The scan goes on until a marker that is neither stuffing nor a restart. */
const endOfScan = (bytes: Buffer, from: number): number => {
	for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
		const next = bytes[at + 1];
		if (next !== undefined && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
	}
	return bytes.length;
};

/** EXIF orientation other than upright; one that cannot be read counts as turned. */
const isTurned = (segment: Buffer): boolean => {
	if (segment.toString('latin1', 4, 8) !== 'Exif') return false;
	const tiff = segment.subarray(10);
	if (tiff.length < 14) return true;
	const isLittle = tiff[0] === 0x49;
	const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
	const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
	if (first + 2 > tiff.length) return true;
	for (let entry = first + 2, left = short(first); left > 0 && entry + 12 <= tiff.length; entry += 12, left--)
		if (short(entry) === 0x0112) return short(entry + 8) !== 1;
	return false;
};
