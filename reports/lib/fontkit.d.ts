declare module 'fontkit' {
	export type Outline = {id: number; advanceWidth: number; bbox: {minX: number; maxX: number}};
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
