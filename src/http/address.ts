import type {Request} from './route.ts';

/** The address printed on papers: the one that is set, else the one by which we were reached, never one that a header claims. */
export function addressOf(
	{publicUrl}: {publicUrl: string | undefined},
	{headers, origin}: Pick<Request, 'headers' | 'origin'>,
): string {
	const host = typeof headers.host === 'string' ? headers.host : undefined;
	if (publicUrl !== undefined || host === undefined) return publicUrl ?? origin;
	return origin === `https://${host}` ? origin : `http://${host}`;
}
