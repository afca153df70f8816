import {eachEngine} from '../helpers/database.ts';
import {begin} from '../helpers/hazard-office.ts';
import {idOf} from '../helpers/office.ts';

eachEngine('the same move sent many times at once is made once, and every sender gets its answer', async (t, kind) => {
	const {app, office, make} = await begin(t, kind);
	const {id} = await make();
	const body = {id: idOf('a move sent twice'), requirement: '当日清除'};
	const send = async () => app.send('post', `/api/hazards/${id}/confirmation`, {as: office.manager, body});
	const answers = await Promise.all(Array.from({length: 8}, send));
	t.deepEqual([...new Set(answers.map(({status}) => status))], [200]);
	t.is(new Set(answers.map(answer => JSON.stringify(answer.body))).size, 1);
	t.is(answers[0]!.body.version, 2);
});
