import type {Static} from '@sinclair/typebox';
import type {LeaveReply, TeamReply} from '../../../../contract/teams.ts';
import type {Day} from '../../../../domain/days.ts';

export type Team = Static<typeof TeamReply>;
export type Leave = Static<typeof LeaveReply>;
export type PairLine = {id: string; first: string; second: string; from: Day; to: Day | ''};
export type TeamForm = {name: string; areas: string[]; domains: string[]; minutesPerDay: number; pairs: PairLine[]};

export const blankTeam = (): TeamForm => ({name: '', areas: [], domains: [], minutesPerDay: 240, pairs: []});
export const formOf = ({name, areas, domains, minutesPerDay, pairs}: Team): TeamForm => ({
	name,
	areas: [...areas],
	domains: [...domains],
	minutesPerDay,
	pairs: pairs.map(({id, people: [first = '', second = ''], from, to}) => ({id, first, second, from, to: to ?? ''})),
});
export const bodyOf = ({name, areas, domains, minutesPerDay, pairs}: TeamForm, version: number | undefined) => ({
	name: name.trim(),
	areas,
	domains,
	minutesPerDay,
	pairs: pairs.map(({id, first, second, from, to}) => ({id, people: [first, second], from, to: to || null})),
	...(version !== undefined && {version}),
});
export const isPairNow = ({from, to}: {from: Day; to?: Day | null}, today: Day): boolean =>
	from <= today && (to == null || to >= today);
