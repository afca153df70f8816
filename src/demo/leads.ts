import {type Day, daysBetween, plusMilliseconds, startOf} from '../domain/days.ts';
import {type Office, remember} from './cases.ts';
import {sitePlace} from './ground.ts';
import {communityId, idOf} from './world.ts';

type Story = {
	/** Days after the beginning. */
	from: number;
	by?: string;
	place: string;
	text: string;
	where?: {siteId: string} | {communityId: string};
	position?: {lat: number; lng: number; accuracy: number} | 'no-signal';
	hasPhoto: boolean;
	/** What the office makes of it, so many days later; nothing yet when absent. */
	became?: {days: number} & ({answer: string} | {voiding: string} | {hazard: Record<string, unknown>});
};
type Lead = {id: string; hazard: {id: string} | null};

const estate = (community: number, i: number) => ({siteId: idOf(`site${community}/${i}`)});
const stairs = (community: number, i: number, item: string, placeType: string) => ({
	riskPointId: idOf(`point${community}/${i}/0`),
	checklist: 'fire/daily@1',
	item,
	placeType,
});

/** What the grid worker saw in a quarter, and an inspector outside his own places. */
const stories: Story[] = [
	{
		from: 25,
		place: '北桦新村3号楼一楼门厅',
		text: '门厅里停了四辆电动车，有一辆拉了接线板在充电',
		where: estate(1, 0),
		position: 'no-signal',
		hasPhoto: true,
		became: {days: 1, hazard: stairs(1, 0, 'F18', 'stairwell')},
	},
	{
		from: 40,
		place: '桦枝路桦叶路路口',
		text: '窨井盖缝里一直冒白汽',
		position: {...sitePlace(7, 4), accuracy: 18},
		hasPhoto: true,
		became: {days: 2, answer: '是供热管道检修排汽，已与市政部门核对，不构成隐患。谢谢提醒。'},
	},
	{
		from: 55,
		place: '桦林坊2号楼二楼到三楼',
		text: '楼梯转角堆满旧家具和纸箱，只能侧身过',
		where: estate(5, 2),
		hasPhoto: true,
		became: {days: 1, hazard: stairs(5, 2, 'F01', 'evacuation-route')},
	},
	{
		from: 58,
		place: '桦林坊2号楼',
		text: '楼梯转角的旧家具还在',
		where: estate(5, 2),
		hasPhoto: true,
		became: {days: 1, voiding: '与前一条线索是同一问题，已登记为隐患，正在整改。'},
	},
	{
		from: 63,
		by: 'inspector1',
		place: '白桦公寓地下车库出口',
		text: '路过看到挡水板被拆下靠在墙边',
		where: {communityId: communityId(12)},
		hasPhoto: true,
		became: {days: 3, answer: '物业清洗后已装回，居委会现场看过。'},
	},
	{
		from: 85,
		place: '银桦公寓1号楼三楼',
		text: '楼梯间的防火门用木块顶着，一直开着',
		where: estate(6, 1),
		position: 'no-signal',
		hasPhoto: true,
		became: {days: 3, hazard: stairs(6, 1, 'F03', 'stairwell')},
	},
	{
		from: 87,
		place: '青桦里菜场后门',
		text: '通道边放着三个液化气瓶，旁边有人烧火',
		where: {communityId: communityId(4)},
		position: {...sitePlace(4, 2), accuracy: 12},
		hasPhoto: true,
	},
	{
		from: 88,
		place: '新桦路公交站旁的工地',
		text: '围挡倒了一段，行人从缺口里走',
		hasPhoto: false,
	},
];

/** Reports what is due by this day and lets the office deal with what was reported; called once a working day. */
export function createLeads(office: Office, from: Day): (day: Day) => Promise<void> {
	const waiting = [...stories];
	const open: Array<{story: Story; id: string; since: Day}> = [];
	return async day => {
		for (const one of [...open]) {
			const {became} = one.story;
			if (!became || daysBetween(one.since, day) < became.days) continue;
			open.splice(open.indexOf(one), 1);
			await dealWith(office, one.id, became);
		}
		while (waiting[0] && waiting[0].from <= daysBetween(from, day)) {
			const story = waiting.shift()!;
			open.push({story, id: await report(office, story, day), since: day});
		}
	};
}

async function report(office: Office, story: Story, day: Day): Promise<string> {
	const {by = 'grid1', place, text, where, position, hasPhoto} = story;
	const id = idOf(`lead/${story.from}`);
	const seenAt = plusMilliseconds(startOf(day), 10 * 3_600_000);
	const photos = hasPhoto ? [await office.takePhoto(idOf(by))] : [];
	const device = {filedAt: plusMilliseconds(seenAt, 240_000), app: 'demo'};
	await office.door(idOf(by), 'put', `/api/leads/${id}`, {place, text, photos, seenAt, ...where, position, device});
	return id;
}

async function dealWith(office: Office, id: string, became: NonNullable<Story['became']>): Promise<void> {
	const send = async (move: string, body: object) => office.door<Lead>(idOf('manager'), 'post', `/api/leads/${id}/${move}`, body);
	if ('answer' in became) await send('answer', {text: became.answer});
	else if ('voiding' in became) await send('voiding', {reason: became.voiding});
	else {
		const {hazard} = await send('hazard', became.hazard);
		// The pair of the place looks at it again when it is mended.
		await remember(office, [hazard!.id], [idOf('inspector1'), idOf('inspector2')]);
	}
}
