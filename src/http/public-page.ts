import type {Reply} from './route.ts';

export const publicHeaders = {
	'Cache-Control': 'no-store',
	Vary: 'Accept',
	'X-Robots-Tag': 'noindex',
	'Referrer-Policy': 'no-referrer',
};

/** A page for people without an account: kept by nobody, found by no search engine, with a policy of its own. */
export const publicPage = (status: number, body: string, policy: string): Reply => ({
	status,
	body,
	headers: {...publicHeaders, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy},
});

export const wantsJson = (accept: string | string[] | undefined): boolean => {
	const text = String(accept ?? '');
	return text.includes('application/json') && !text.includes('text/html');
};
