import type {LabelsData} from '../../src/domain/papers/labels.ts';
import {type Block, format, labels} from '../lib/blocks.ts';

/** Codes of at least 25 mm with the number below, so that it can be typed when a code is scratched (rules §1.3). */
export const blocks = (data: LabelsData): Block[] => [
	format('labels', data.title),
	labels(
		data.labels.map(({label, name, siteName, url}) => ({
			code: label,
			name,
			note: `${siteName}${data.demo ? '（演示）' : ''}`,
			url,
		})),
	),
];
