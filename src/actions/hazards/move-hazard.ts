import {v5} from 'uuid';
import {plusDays, startOf, yearOf} from '../../domain/days.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import {flagsOf} from '../../domain/hazards/hazard-flags.ts';
import {decideMove, type MoveBody, type MoveContext, type MoveName, type MoveResult} from '../../domain/hazards/hazard-moves.ts';
import {transferable} from '../../domain/hazards/routing.ts';
import {tooQuick, withSigns} from '../../domain/hazards/signs.ts';
import {isActive} from '../../domain/person.ts';
import {type Fault, Problem} from '../../domain/problem.ts';
import {isInScope} from '../../domain/scope.ts';
import {checkVersion} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {hasValidNotice, linkHazardPhotos, photosAwaited} from '../../store/hazards/hazard-links.ts';
import {siteNames} from '../../store/hazards/hazard-names.ts';
import {findHazard, insertHazards, nextMoment, saveHazard, takeHazardNumbers} from '../../store/hazards/hazards.ts';
import {findPeople} from '../../store/people/people.ts';
import {findSite} from '../../store/register/sites.ts';
import type {Context} from '../context.ts';
import {tableInForce} from '../register/tables.ts';
import {signMoved, signNew} from './gather-signs.ts';
import {partiesFor} from './route-hazard.ts';
import {wholeOf} from './see-hazards.ts';
import {itemOf} from './view-hazard.ts';

type Given = MoveBody & {id?: string; version?: number};

/** Makes one move of the table on a hazard (rules §1.1); answers the hazard as it is then. */
export async function moveHazard(db: Db, context: Context, id: string, move: MoveName, body: Given) {
	const hazard = await loadForMove(db, context, id);
	checkVersion(hazard, body.version);
	// A move's own times say what its entry will say.
	const act = {...context, now: await nextMoment(db, hazard, context.now)};
	const result = await decideFor(db, act, hazard, move, body);
	return wholeOf(db, act, await keep(db, act, move, body, result));
}

async function loadForMove(db: Db, {caller}: Context, id: string): Promise<Hazard> {
	const hazard = await findHazard(db, id, {forUpdate: true});
	if (!hazard || !isInScope(caller.scope, hazard.communityId, hazard.domain))
		throw new Problem(404, 'not-found', '没有找到这条隐患，或不在您的范围内。');
	return hazard;
}

/** Persons and states refuse first (403, 409); then everything that is missing is said at once (422). */
export async function decideFor(db: Db, context: Context, hazard: Hazard, move: MoveName, body: Given): Promise<MoveResult> {
	const {person} = context.caller;
	const known = await contextFor(db, context, hazard, move, body);
	const awaited = await photosAwaited(db, hashesOf(body));
	const faults = [
		...awaited.map(sha => ({path: '/photos', message: `照片尚未到达：${sha}`})),
		...(await referenceFaults(db, context, body)),
	];
	const allAwaited = [...new Set([...awaited, ...known.awaitedPhotos])];
	try {
		const result = decideMove(hazard, move, {id: person.id, roles: person.roles}, body, known);
		if (faults.length > 0) throw refusal(faults, allAwaited);
		return result;
	} catch (error) {
		if (!(error instanceof Problem) || error.status !== 422 || error.errors === faults) throw error;
		throw refusal([...error.errors, ...faults.filter(fault => !error.errors.includes(fault))], allAwaited);
	}
}

function refusal(faults: Fault[], awaited: string[]): Problem {
	const isPhotosOnly = awaited.length > 0 && faults.every(({message}) => awaited.some(sha => message.includes(sha)));
	return isPhotosOnly
		? new Problem(422, 'photo-awaited', '照片尚未上传，请先上传再办理。', faults, {missing: awaited})
		: new Problem(422, 'rules', '办理条件尚未齐全，请按提示逐项补齐。', faults, {missing: faults.map(({path}) => path)});
}

/** Moves that want the photos of the finding to have arrived. */
const looksAtPhotos: ReadonlySet<MoveName> = new Set(['confirmation', 'notice']);

async function contextFor(db: Db, context: Context, hazard: Hazard, move: MoveName, body: Given): Promise<MoveContext> {
	const {caller, forms, now, today} = context;
	const target =
		move === 'duplicate' && body.of && body.of !== hazard.id ? await findHazard(db, body.of, {forUpdate: true}) : undefined;
	const isVisible = target && isInScope(caller.scope, target.communityId, target.domain);
	const {photosBefore, photosAfter} = hazard.facts;
	return {
		now,
		today,
		awaitedPhotos: looksAtPhotos.has(move) ? await photosAwaited(db, [...photosBefore, ...photosAfter]) : [],
		hasValidNotice: await hasValidNotice(db, hazard),
		...(isVisible && {target}),
		departments: transferable(forms),
		...(move === 'confirmation' && {proposedParties: await partiesFor(db, context, hazard)}),
		// Who closes it is one of its people too.
		flags: flagsOf({...hazard, facts: {...hazard.facts, ending: {by: caller.person.id}}}).map(({code}) => code),
	};
}

const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
const hashesOf = ({photos = [], attachments = [], enclosures = []}: MoveBody): string[] => [
	...photos,
	...attachments,
	...enclosures.filter(isHash),
];

async function referenceFaults(db: Db, {forms, today}: Context, body: Given): Promise<Fault[]> {
	const people = await findPeople(db, body.inspectors ?? []);
	const strangers = (body.inspectors ?? []).map((id, i): Fault | false => {
		const person = people.get(id);
		const may = person?.roles.includes('inspector') && isActive(person, today);
		return !may && {path: `/inspectors/${i}`, message: '应为在岗的检查员。'};
	});
	const unknown = (body.criteria ?? []).map(
		(id, i): Fault | false => !forms.criteria.has(id) && {path: `/criteria/${i}`, message: `没有这条判定标准：${id}。`},
	);
	return [...strangers, ...unknown].filter(fault => fault !== false);
}

async function keep(db: Db, context: Context, move: MoveName, body: Given, result: MoveResult): Promise<Hazard> {
	const {survivor, recurrenceOf} = result;
	const {id: _, version: __, ...said} = body;
	const reason = body.reason ?? null;
	const isAfter = move === 'rectification-reports' || move === 'reinspections';
	await linkHazardPhotos(db, result.hazard, isAfter ? 'after' : 'attachment', body.photos ?? [], body.photoDetails);
	await linkHazardPhotos(db, result.hazard, 'attachment', hashesOf({...body, photos: []}));
	const hazard = await signed(db, context, move, body, result.hazard);
	await saveHazard(db, context, hazard, {action: move, reason, body: said});
	if (survivor) {
		const act = {...context, now: await nextMoment(db, {...survivor, version: survivor.version - 1}, context.now)};
		await saveHazard(db, act, survivor, {action: 'duplicate-kept', reason, body: {from: hazard.id}});
	}
	if (recurrenceOf) await registerRecurrence(db, context, hazard, body.photos ?? []);
	return hazard;
}

const bringEvidence: readonly MoveName[] = ['rectification-reports', 'reinspections', 'lookbacks'];

/** Photos that a move brings. A confirmation looks again at those of the filing: two filed at once did not see each other. */
function broughtBy(move: MoveName, {photos = []}: Given, {facts}: Hazard): string[] {
	if (move === 'confirmation') return [...facts.photosBefore, ...facts.photosAfter];
	return bringEvidence.includes(move) ? photos : [];
}

/** With what the move itself brings against the hazard's evidence. */
async function signed(db: Db, context: Context, move: MoveName, body: Given, hazard: Hazard): Promise<Hazard> {
	const seen = await signMoved(db, context, hazard, broughtBy(move, body, hazard));
	if (hazard.state !== 'passed' || move !== 'reinspections') return seen;
	return withSigns(seen, tooQuick(hazard, context.now, await tableInForce(db, context, 'integrity')));
}

/** 复发: a new hazard that starts its own life, to be confirmed like any other. Never major by itself. */
async function registerRecurrence(db: Db, context: Context, old: Hazard, photos: string[]): Promise<void> {
	const {today, now, caller, orgCode, forms} = context;
	const [number] = await takeHazardNumbers(db, orgCode, yearOf(today), 1);
	const dueOn = plusDays(today, old.originalDays);
	const hazard: Hazard = {
		...old,
		id: v5(`lookback/${old.version}`, old.id),
		number: number!,
		state: 'registered',
		grade: old.grade === 'general' ? 'general' : 'suspected-major',
		route: 'notice',
		round: 1,
		extension: 'none',
		listing: 'none',
		siteGone: 'none',
		closure: null,
		duplicateOf: null,
		recurrenceOf: old.id,
		inspectionId: '',
		source: 'lookback',
		foundOn: today,
		registeredAt: now,
		dueOn,
		cause: null,
		endedAt: null,
		version: 1,
		facts: {
			filers: [caller.person.id],
			photosBefore: photos,
			photosAfter: [],
			reports: [],
			reinspections: [],
			deadlines: [{dueOn, why: 'registration', at: now}],
		},
	};
	const sites = await siteNames(db, [old.siteId]);
	const searchText = [number, itemOf(forms, old)?.title, old.description, old.place, sites.get(old.siteId)?.name].join(' ');
	await linkHazardPhotos(db, hazard, 'before', photos);
	const site = await findSite(db, old.siteId);
	const found = {hazard, foundAt: startOf(today), sitePosition: site?.position ?? null, at: now};
	const [seen] = await signNew(db, context, [found]);
	await insertHazards(db, [{act: context, hazard: seen!, searchText}]);
}
