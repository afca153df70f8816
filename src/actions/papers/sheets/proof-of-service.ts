import {dayOf} from '../../../domain/days.ts';
import type {NumberedPaper, Service} from '../../../domain/papers/paper.ts';
import type {ProofOfServiceData} from '../../../domain/papers/proof-of-service.ts';
import {Problem} from '../../../domain/problem.ts';
import type {Db} from '../../../store/engine.ts';
import {findPeople} from '../../../store/people/people.ts';
import {findSite} from '../../../store/register/sites.ts';
import type {Context} from '../../context.ts';
import {isDrawing, mustBeNumbered, visiblePaper} from '../see-papers.ts';
import {type Setting, type Sheet, sheetBase} from './sheet.ts';

/** 送达回证 of a paper: of one of its services, the last unless another is named, or blank to go along with it. */
export async function proofOfService(
	db: Db,
	context: Context,
	id: string,
	which: {service?: number; blank?: boolean},
	setting: Setting,
): Promise<Sheet<'proof-of-service'>> {
	const paper = await visiblePaper(db, context, id);
	mustBeNumbered(paper);
	if (paper.state === 'drawing') throw isDrawing(paper.number);
	const {services} = paper;
	const service = which.blank ? undefined : which.service === undefined ? services.at(-1) : services[which.service - 1];
	if (!service && which.service !== undefined) throw new Problem(404, 'not-found', '没有这次送达的记录。');
	const site = await findSite(db, paper.siteId);
	const {office: _, ...base} = await sheetBase(db, context, 'proof-of-service', setting);
	const data: ProofOfServiceData = {
		...base,
		issuedOn: paper.snapshot.data.issuedOn,
		paper: {title: paper.title, number: paper.number, issuedOn: dayOf(paper.allocatedAt!)},
		recipient: {name: recipientOf(paper), address: site?.address ?? ''},
		service: service ? await shownService(db, service) : null,
	};
	const photos = service?.photo ? [service.photo] : [];
	return {kind: 'proof-of-service', name: `${paper.number}送达回证`, data, photos, created: service?.at ?? paper.issuedAt!};
}

/** Whom the paper addresses; a record goes to the site that it is of. */
const recipientOf = ({snapshot: {data}}: NumberedPaper): string => ('addressee' in data ? data.addressee : data.site.name);

async function shownService(db: Db, {how, on, by, receivedBy, refusal, photo}: Service) {
	const people = await findPeople(db, by);
	return {
		...{how, on, by: by.map(id => people.get(id)?.name ?? '')},
		...(receivedBy && {receivedBy}),
		...(refusal && {refusal}),
		...(photo && {photo}),
	};
}
