import {v5} from 'uuid';
import type {Ask, FiledSite, Filing, ReadCheck} from './filing.ts';
import {defectsOf, type MadeHazard, type Sighting} from './filing-hazards.ts';

export type PhotoRole = 'answer' | 'before' | 'after' | 'signature' | 'inspector-signature' | 'attachment' | 'other';
/** Says what a photo belongs to, before or after it arrives: who may see the subject may see the photo (rules §1.11). */
export type PhotoLink = {
	id: string;
	sha256: string;
	subject: string;
	role: PhotoRole;
	communityId: string;
	domain: string | null;
	metadata: string | null;
};

/** Every hash that a filing names, once. */
export function photosNamed(filing: Filing): string[] {
	const answers = filing.checks.flatMap(check => Object.values(check.answers ?? {}));
	return [
		...new Set([
			...answers.flatMap(answer => [
				...(answer.photos ?? []),
				...(answer.mended?.photos ?? []),
				...(answer.defects ?? []).flatMap(defect => [...(defect.photos ?? []), ...(defect.mended?.photos ?? [])]),
			]),
			...signaturesOf(filing).map(([sha]) => sha),
			...Object.keys(filing.photos ?? {}),
		]),
	];
}

const signaturesOf = ({signature, signatures}: Filing): [string, PhotoRole][] => [
	...(signature?.photo ? [[signature.photo, 'signature'] as [string, PhotoRole]] : []),
	...(signatures?.inspectors ?? []).flatMap(sha => (sha ? [[sha, 'inspector-signature'] as [string, PhotoRole]] : [])),
];

/** The links of one filing: each photo to the inspection, and to the hazard that it shows. */
export function linksOf(ask: Ask, site: FiledSite, checks: ReadCheck[], made: MadeHazard[], sightings: Sighting[]): PhotoLink[] {
	const links = new Map<string, PhotoLink>();
	const add = (sha256: string, subject: string, role: PhotoRole, domain: string) => {
		const id = v5(`${subject}/${role}/${domain}/${sha256}`, ask.id);
		const metadata = ask.filing.photos?.[sha256];
		const communityId = site.communityId;
		links.set(id, {id, sha256, subject, role, communityId, domain, metadata: metadata ? JSON.stringify(metadata) : null});
	};
	const inspection = `inspection:${ask.id}`;
	for (const {check, point} of checks) {
		for (const [sha, role] of answerPhotos(check.answers ?? {})) add(sha, inspection, role, point.domain);
	}
	const linked = new Set([...links.values()].map(({sha256}) => sha256));
	const signatures = signaturesOf(ask.filing);
	for (const [sha] of signatures) linked.add(sha);
	const rest = photosNamed(ask.filing).filter(sha => !linked.has(sha));
	for (const domain of new Set(checks.map(({point}) => point.domain))) {
		for (const [sha, role] of signatures) add(sha, inspection, role, domain);
		for (const sha of rest) add(sha, inspection, 'other', domain);
	}
	for (const {hazard} of made) {
		for (const sha of hazard.facts.photosBefore) add(sha, `hazard:${hazard.id}`, 'before', hazard.domain);
		for (const sha of hazard.facts.photosAfter) add(sha, `hazard:${hazard.id}`, 'after', hazard.domain);
	}
	for (const {hazard, photos, mended} of sightings) {
		for (const sha of photos) add(sha, `hazard:${hazard.id}`, 'attachment', hazard.domain);
		for (const sha of mended) add(sha, `hazard:${hazard.id}`, 'attachment', hazard.domain);
	}
	return [...links.values()];
}

const answerPhotos = (answers: NonNullable<Filing['checks'][number]['answers']>): [string, PhotoRole][] =>
	Object.values(answers).flatMap(answer => {
		const role: PhotoRole = answer.result === 'fail' ? 'before' : 'answer';
		return [
			...(answer.photos ?? []).map(sha => [sha, role] as [string, PhotoRole]),
			...defectsOf(answer).flatMap(defect => [
				...(defect.photos ?? []).map(sha => [sha, 'before'] as [string, PhotoRole]),
				...(defect.mended?.photos ?? []).map(sha => [sha, 'after'] as [string, PhotoRole]),
			]),
		];
	});
