import type {Static} from '@sinclair/typebox';
import type {TemplateReply} from '../../../../contract/campaigns.ts';
import type {PlanBody} from '../../../../contract/plans.ts';
import {type Day, daysBetween} from '../../../../domain/days.ts';

export type Template = Static<typeof TemplateReply>;
export const confidenceWords: Record<string, string> = {V: '条款已核对', P: '部分核对', M: '凭经验，待核', D: '自拟'};

/** What a manager may set otherwise than the template says. */
export type CampaignForm = {
	name: string;
	from: Day | '';
	to: Day | '';
	areaId: string;
	checklists: string[];
	teams: string[];
	weekdays: number[];
	holidays: 'keep' | 'before' | 'after';
};
const rest = 'before' as const;

export const formOf = ({year, title, window, usual, checks}: Template): CampaignForm => ({
	name: `${year}年${title}专项`,
	from: window?.from ?? usual?.from ?? '',
	to: window?.to ?? usual?.to ?? '',
	areaId: '',
	checklists: checks.map(({checklist}) => checklist),
	teams: [],
	weekdays: [1, 2, 3, 4, 5],
	holidays: rest,
});

/** What goes to the server; what is as the template says is left out. */
export const bodyOf = (form: CampaignForm, {year, title, checks}: Template, id: string) => ({
	id,
	year,
	...(form.name.trim() && form.name.trim() !== `${year}年${title}专项` && {name: form.name.trim()}),
	...(form.from && {from: form.from}),
	...(form.to && {to: form.to}),
	...(form.areaId && {scope: {areaId: form.areaId}}),
	...(form.checklists.length < checks.length && {checklists: form.checklists}),
	...(form.teams.length > 0 && {teams: form.teams}),
	weekdays: [...form.weekdays].sort((a, b) => a - b),
	holidays: form.holidays,
});

type Line = {key: string; id: string; domain: string; title: string};
type Team = {id: string; domains: string[]};
/** The plans that would be made, as a preview takes them: one a checklist, each of one window as long as the campaign. */
export function draftsOf(
	form: CampaignForm,
	template: Template,
	lists: readonly Line[],
	teams: readonly Team[],
): {title: string; body: PlanBody}[] {
	if (!form.from || !form.to || form.to < form.from) return [];
	const whole = `P${daysBetween(form.from, form.to) + 1}D`;
	return template.checks
		.filter(({checklist}) => form.checklists.includes(checklist))
		.flatMap(({checklist, kinds, tags}) => {
			const list = lists.filter(({id}) => id === checklist).at(-1);
			if (!list) return [];
			const own = teams.filter(({domains}) => domains.length === 0 || domains.includes(list.domain)).map(({id}) => id);
			const scope = {...(kinds.length > 0 && {kinds}), ...(tags.length > 0 && {tags}), ...(form.areaId && {areaId: form.areaId})};
			const body: PlanBody = {
				name: form.name.trim() || template.title,
				checklist: list.key,
				scope,
				intervals: {major: whole, significant: whole, moderate: whole, low: whole},
				earlyDays: 0,
				anchor: 'calendar',
				weekdays: [...form.weekdays].sort((a, b) => a - b),
				holidays: form.holidays,
				teams: form.teams.length > 0 ? form.teams : own,
				from: form.from as Day,
				to: form.to as Day,
				campaign: true,
			};
			return [{title: list.title, body}];
		});
}
