import {type Caller, systemActor} from './actions/context.ts';

/** Who acts when nobody does: planning runs, seals. */
export const system: Caller = {
	person: {
		id: systemActor,
		account: 'system',
		name: '系统',
		roles: [],
		reviewer: false,
		phone: null,
		certificate: null,
		fromOn: '2020-01-01',
		toOn: null,
		version: 1,
	},
	scope: 'all',
};
