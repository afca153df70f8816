import {readFile} from 'node:fs/promises';
import {parentPort, workerData} from 'node:worker_threads';
import wawoff2 from 'wawoff2';

// A thread of its own: WebAssembly never gives memory back, 40 MB of it, unless its thread ends.
const font = new Uint8Array(await wawoff2.decompress(await readFile(workerData as string)));
parentPort!.postMessage(font, [font.buffer]);
