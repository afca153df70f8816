declare module 'fontkit' {
	export type Contours = {numberOfContours: number};
	export type Outline = {
		id: number;
		advanceWidth: number;
		bbox: {minX: number; maxX: number};
		/** Inner part of TrueType glyphs. */
		_decode?: () => Contours | null;
	};
	export type Font = {
		postscriptName: string;
		unitsPerEm: number;
		hasGlyphForCodePoint(codePoint: number): boolean;
		glyphForCodePoint(codePoint: number): Outline;
	};
	export function create(bytes: Uint8Array): Font;
}

declare module 'wawoff2' {
	const wawoff2: {decompress(woff2: Uint8Array): Promise<Uint8Array>};
	export default wawoff2;
}
