/** Frame headers (SOF0–15 without DHT, JPG and DAC) hold the size. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Width and height in pixels as stored, or undefined when the bytes are no JPEG. */
export const sizeOfJpeg = (bytes: Buffer): {width: number; height: number} | undefined => {
	if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
	for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
		if (bytes[at] !== 0xff) return undefined;
		if (isFrame(bytes[at + 1]!)) return sized(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
	}
	return undefined;
};

const sized = (width: number, height: number) => (width > 0 && height > 0 ? {width, height} : undefined);
