import {mostMoved} from '../../src/domain/hazards/move-titles.ts';
import type {Person} from '../../src/domain/person.ts';
import {eachEngine} from '../helpers/database.ts';
import {begin} from '../helpers/hazard-office.ts';
import {idOf} from '../helpers/office.ts';

type Item = {id: string; number: string | null; after: {state: string; dueOn: string} | null; problem: {code: string} | null};

eachEngine('a move on many hazards is tried first: what each would become, or why not; nothing is kept', async (t, kind) => {
	const {app, office, make} = await begin(t, kind);
	const preview = async (body: object, as: Person = office.manager) =>
		app.send('POST', '/api/move-previews', {as, body: {move: 'confirmation', ...body}});
	const fit = await make({dueOn: '2026-02-20'});
	const own = await make({facts: {filers: [office.manager.id]}});
	const awaited = await make({facts: {photosBefore: ['0'.repeat(64)]}});
	const done = await make({state: 'confirmed'});
	const far = await make({communityId: office.communities[2]!, site: '远商店'});
	const hazardIds = [fit, own, awaited, done, far].map(({id}) => id);
	const {status, body} = await preview({hazardIds}, office.manager2);
	t.is(status, 200);
	const [first, ...others] = body.items as Item[];
	t.like(first, {
		id: fit.id,
		number: fit.number,
		version: 1,
		after: {state: 'confirmed', dueOn: app.clock.today()},
		problem: null,
	});
	t.deepEqual(
		others.map(({problem}) => problem?.code),
		[undefined, 'photo-awaited', 'illegal-state', 'not-found'],
	);
	t.is(others[3]!.number, null);
	t.is((await preview({hazardIds: [own.id]})).body.items[0].problem.code, 'wrong-person');
	t.is((await preview({hazardIds: [fit.id]}, office.inspector1)).body.items[0].problem.status, 403);
	t.like((await app.send('GET', `/api/hazards/${fit.id}`, {as: office.manager})).body, {state: 'registered', version: 1});
});

eachEngine('a notice is tried as its paper would decide, and a reminder only for what is overdue', async (t, kind) => {
	const {app, office, make} = await begin(t, kind);
	const late = await make({state: 'confirmed', dueOn: '2026-02-20'});
	const early = await make({state: 'confirmed'});
	const ask = async (body: object) =>
		(await app.send('POST', '/api/move-previews', {as: office.manager, body: {hazardIds: [late.id, early.id], ...body}})).body
			.items as Item[];
	const notice = await ask({move: 'notice'});
	t.is(notice[0]!.problem?.code, 'rules');
	t.is(notice[1]!.after?.state, 'rectifying');
	t.is((await ask({move: 'notice', body: {dueOn: app.clock.today()}}))[0]!.after?.dueOn, app.clock.today());
	const reminders = await ask({move: 'supervisions', body: {step: 'reminder'}});
	t.deepEqual(
		reminders.map(({problem}) => problem?.code),
		[undefined, 'illegal-state'],
	);
	const tooMany = Array.from({length: mostMoved + 1}, (_, i) => idOf(`nothing ${i}`));
	t.is(
		(await app.send('POST', '/api/move-previews', {as: office.manager, body: {move: 'notice', hazardIds: tooMany}})).status,
		400,
	);
});
