import type {RiskLevel} from '../content.ts';
import type {Day} from '../days.ts';
import type {ControlKind} from '../register/risk-point.ts';
import type {PaperBase, PaperContact} from './paper-base.ts';

/** 安全风险告知卡: hung up at the risk point, to be read from two metres. */
export type RiskCardData = PaperBase & {
	number: null;
	siteName: string;
	point: {label: string; name: string; place: string; sector: string};
	/** In force on the day; null as long as it was never assessed. */
	level: RiskLevel | null;
	/** Raised by open hazards, named. */
	raisedBy: string[];
	assessedOn: Day | null;
	/** 可能发生的事故. */
	events: string[];
	controls: {kind: ControlKind; text: string; owner: string}[];
	/** 责任人 of the site. */
	responsible: PaperContact | null;
	/** Whom to call at the street. */
	contact: PaperContact | null;
	/** What the code on the card leads to. */
	url: string;
};
