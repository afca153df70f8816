export type {PatrolRecordData} from './inspection-record.ts';
