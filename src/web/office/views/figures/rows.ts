import type {Static} from '@sinclair/typebox';
import type {FigureRow} from '../../../../contract/figures.ts';

type Row = Static<typeof FigureRow>;
const folders: Record<Row['kind'], string> = {
	hazard: 'hazards',
	site: 'sites',
	inspection: 'inspections',
	slot: 'slots',
	'risk-point': 'risk-points',
};
/** The page of a thing that a figure counted. */
export const rowLink = ({kind, id}: Pick<Row, 'kind' | 'id'>): string => `/${folders[kind]}/${id}`;
