import type {Hazard, HazardGrade, HazardState} from '../../src/domain/hazards/hazard.ts';
import type {MoveName, MoveRole} from '../../src/domain/hazards/hazard-moves.ts';

/** What is asked: who (one role, one person) would make which move on which hazard, with a body that lacks nothing. */
export type Asked = {
	move: MoveName;
	role: MoveRole;
	person: string;
	state: HazardState;
	grade: HazardGrade;
	track: Track;
	/** Of a regrading. */
	to: 'general' | 'suspected-major';
};
/** The tracks beside the state, as far as a guard reads them. */
export type Track = {
	overdue?: true;
	failedRound?: true;
	extension?: Hazard['extension'];
	listing?: Hazard['listing'];
	siteGone?: 'proposed';
	/** 五落实 complete, reported to both. */
	papersReady?: true;
	soleReinspector?: true;
	/** Nobody graded it since it was found. */
	asFound?: true;
};
export type Expected = 'allowed' | 403 | 409 | 422;

const open: HazardState[] = ['registered', 'confirmed', 'noticed', 'rectifying', 'reported', 'passed', 'transferred'];
const filers = ['filer', 'filer2'];
const grades: HazardGrade[] = ['general', 'suspected-major', 'major'];

/** Column "who" of rules §1.1. */
const who: Record<MoveName, MoveRole[]> = {
	confirmation: ['manager'],
	notice: ['manager'],
	'five-in-place': ['inspector', 'manager', 'contact'],
	'rectification-reports': ['contact', 'inspector', 'manager'],
	reinspections: ['inspector'],
	'close-out': ['manager'],
	'extension-requests': ['contact', 'inspector', 'manager'],
	'extension-decisions': ['manager', 'leader'],
	regradings: ['inspector', 'manager', 'leader'],
	'major-decisions': ['manager'],
	'dual-reports': ['inspector', 'manager'],
	notifications: ['inspector', 'manager'],
	listing: ['manager'],
	'delisting-applications': ['inspector', 'manager'],
	'on-site-reviews': ['manager'],
	delisting: ['manager'],
	transfers: ['manager'],
	'transfer-replies': ['manager'],
	voiding: ['manager', 'leader'],
	duplicate: ['manager'],
	'site-gone': ['inspector', 'manager'],
	'site-gone-decisions': ['manager', 'leader'],
	lookbacks: ['inspector'],
	supervisions: ['manager'],
	relocation: ['system'],
};

/** Column "from" of rules §1.1. */
const from: Record<MoveName, (asked: Asked) => boolean> = {
	confirmation: ({state}) => state === 'registered',
	notice: ({state, track}) => state === 'confirmed' || (state === 'rectifying' && !!track.failedRound),
	'five-in-place': ({state}) => ['confirmed', 'noticed', 'rectifying'].includes(state),
	'rectification-reports': ({state}) => state === 'rectifying',
	reinspections: ({state, track}) => state === 'reported' || (state === 'rectifying' && !!track.overdue),
	'close-out': ({state}) => state === 'passed',
	'extension-requests': ({state, track}) =>
		(state === 'noticed' || state === 'rectifying') && !track.overdue && (track.extension ?? 'none') === 'none',
	'extension-decisions': ({state, track}) => open.includes(state) && track.extension === 'pending',
	regradings: ({state}) => open.includes(state),
	'major-decisions': ({state, grade}) => open.includes(state) && grade === 'suspected-major',
	'dual-reports': ({state, grade}) => open.includes(state) && grade !== 'general',
	notifications: ({state}) => open.includes(state),
	listing: ({state, grade, track}) => open.includes(state) && grade === 'major' && (track.listing ?? 'none') === 'none',
	'delisting-applications': ({state, track}) => (state === 'reported' || state === 'passed') && track.listing === 'listed',
	'on-site-reviews': ({state, track}) => open.includes(state) && track.listing === 'applied',
	delisting: ({state, track}) => open.includes(state) && track.listing === 'reviewed',
	transfers: ({state}) => ['confirmed', 'noticed', 'rectifying', 'reported', 'passed'].includes(state),
	'transfer-replies': ({state}) => state === 'transferred',
	voiding: ({state}) => open.includes(state),
	duplicate: ({state}) => open.includes(state),
	'site-gone': ({state, track}) => open.includes(state) && !track.siteGone,
	'site-gone-decisions': ({state, track}) => open.includes(state) && !!track.siteGone,
	lookbacks: ({state}) => state === 'closed',
	supervisions: ({state, track}) => open.includes(state) && !!track.overdue,
	relocation: ({state}) => open.includes(state),
};

const isGeneral = ({grade}: Asked) => grade === 'general';
const graded = ({track, person}: Asked) => (track.asFound ? filers.includes(person) : person === 'grader');
const steps = ({to, grade}: Asked) => grades.indexOf(to) - grades.indexOf(grade);

/** Who may not, of those whose role may: the "≠" of rules §1.1, and the roles that depend on the grade. */
const barred: Partial<Record<MoveName, (asked: Asked) => boolean>> = {
	confirmation: ({person}) => filers.includes(person),
	reinspections: asked => asked.person === 'reporter' || (!isGeneral(asked) && filers.includes(asked.person)),
	'close-out': ({person}) => person.startsWith('reinspector'),
	'extension-decisions': asked => (asked.role === 'manager' && !isGeneral(asked)) || asked.person === 'requester',
	regradings: asked => {
		if (steps(asked) === 0) return false;
		return steps(asked) > 0 ? asked.role === 'leader' : asked.role !== 'leader' || graded(asked);
	},
	'major-decisions': graded,
	voiding: asked => asked.role !== (isGeneral(asked) ? 'manager' : 'leader') || filers.includes(asked.person),
	'site-gone-decisions': ({person}) => person === 'proposer',
};

const isOffTheList = ({listing = 'none'}: Track) => listing === 'none' || listing === 'delisted';

/** What the hazard itself lacks. */
const lacks: Partial<Record<MoveName, (asked: Asked) => boolean>> = {
	// The body names no new deadline.
	notice: ({track}) => !!track.overdue,
	'close-out': asked =>
		!isGeneral(asked) && (!asked.track.papersReady || !!asked.track.soleReinspector || !isOffTheList(asked.track)),
	// To the same grade, or down while the department's listing stands.
	regradings: asked => steps(asked) === 0 || (steps(asked) < 0 && !isOffTheList(asked.track)),
};

/** Rules §1.1 read once more, apart from the code: role, then state, then person, then what is missing. */
export const expectedOf = (asked: Asked): Expected => {
	const {move} = asked;
	if (!who[move].includes(asked.role)) return 403;
	if (!from[move](asked)) return 409;
	if (barred[move]?.(asked)) return 403;
	return lacks[move]?.(asked) ? 422 : 'allowed';
};
