import {writeFileSync} from 'node:fs';
import encodeQR from 'qr';

const [width, height] = [640, 480];
/** Brightness of paper, ink and wall. */
const [paper, ink, wall] = [235, 20, 190];
const frames = 15;

/** A video of a code on a wall, as Chromium's test camera plays it (YUV4MPEG2). */
export function writeCodeVideo(file: string, text: string): void {
	const code = encodeQR(text, 'raw', {border: 4});
	const scale = Math.floor(300 / code.length);
	const [left, top] = [width, height].map(side => Math.floor((side - code.length * scale) / 2)) as [number, number];
	const light = Buffer.alloc(width * height, wall);
	for (let y = 0; y < code.length * scale; y++)
		for (let x = 0; x < code.length * scale; x++)
			light[(top + y) * width + left + x] = code[Math.floor(y / scale)]![Math.floor(x / scale)] ? ink : paper;
	const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((width * height) / 2, 128)]);
	const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`);
	writeFileSync(file, Buffer.concat([head, ...Array.from({length: frames}, () => frame)]));
}
