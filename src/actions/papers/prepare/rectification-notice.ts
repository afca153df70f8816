import {adviceFor} from '../../../domain/hazards/deadline-advice.ts';
import type {Hazard} from '../../../domain/hazards/hazard.ts';
import {fieldsOf, type NoticeFacts, noticeData, noticeMoves, photosOf, strangers} from '../../../domain/papers/notice.ts';
import type {Flag} from '../../../domain/papers/paper.ts';
import type {Site} from '../../../domain/register/site.ts';
import {noticeKey, standingNotices} from '../../../store/papers/paper-facts.ts';
import type {Context} from '../../context.ts';
import {type Draft, type Given, type PaperMaking, refusal} from './ask.ts';
import {addressedOn, contactOf, itemOf, lastOf, loadVisits, only, siteAndHazards} from './facts.ts';

/** 整改通知书: all hazards of one site and occupant; it moves them (rules §1.1). */
export const rectificationNotice: PaperMaking = {
	takes: ['siteId', 'hazardIds', 'responsible', 'dueOn'],
	async prepare(given): Promise<Draft> {
		const {context} = given;
		const {site, hazards} = await siteAndHazards(given);
		const strange = strangers(hazards, site.id);
		if (strange.length > 0) throw refusal(strange);
		const {moved, faults} = await movesOf(given, hazards);
		const shown = hazards.map(hazard => moved.find(({id}) => id === hazard.id) ?? hazard);
		const {facts, flags} = await factsOf(given, site, shown);
		const sample = noticeData(facts, '');
		return {
			site,
			covers: shown.map(hazard => ({hazard, round: hazard.round})),
			moves: () => moved.map(hazard => ({hazard, move: 'notice', body: {}})),
			inspectionId: only(shown.map(({inspectionId}) => inspectionId)) || null,
			domain: only(shown.map(({domain}) => domain)),
			data: number => noticeData(facts, number),
			fields: fieldsOf(sample),
			photos: photosOf(sample),
			awaited: hazards.flatMap(({facts}) => facts.photosBefore),
			faults,
			flags: [...flags, ...holidayFlags(context, shown)],
		};
	},
};

/** A deadline in a public holiday is said, never moved (rules §1.10). */
const holidayFlags = ({forms, today}: Context, hazards: Hazard[]): Flag[] =>
	hazards.flatMap(hazard => {
		const advice = adviceFor(hazard, forms.calendars, today);
		return advice?.sentence ? [{code: 'deadline-in-holiday', detail: `${hazard.number}：${advice.sentence}`}] : [];
	});

async function movesOf({db, context, ask: {body, paperId, actor}}: Given, hazards: Hazard[]) {
	const standing = await standingNotices(
		db,
		body.kind,
		hazards.map(({id}) => id),
	);
	return noticeMoves(hazards, {
		actor,
		paperId,
		dueOn: body.dueOn,
		now: context.now,
		today: context.today,
		hasNotice: hazard => standing.has(noticeKey(hazard.id, hazard.round)),
	});
}

async function factsOf(given: Given, site: Site, hazards: Hazard[]): Promise<{facts: NoticeFacts; flags: Flag[]}> {
	const {db, context, ask, kind, office} = given;
	const {body, code, replyToken, origin, demo} = ask;
	const visits = await loadVisits(db, hazards);
	const {name, occupant, flags} = await addressedOn(db, site, lastOf(visits));
	const facts: NoticeFacts = {
		title: kind.title,
		office: office?.office ?? '',
		addressee: occupant?.name ?? name,
		responsible: body.responsible ?? (occupant ? `主要负责人${occupant.responsible}` : '主要负责人'),
		contact: contactOf(given),
		...(body.cc && {cc: body.cc}),
		hazards: hazards.map(hazard => ({hazard, item: itemOf(context, hazard)})),
		visits,
		demo,
		verifyUrl: `${origin}/verify/${code}`,
		...(replyToken && {replyUrl: `${origin}/reply/${replyToken}`}),
		issuedOn: context.today,
	};
	return {facts, flags};
}
