import {v7} from 'uuid';

/** An id for each content that is sent: pressed twice, or sent again after a broken line, it is done once (rules §1.6). */
export function requestIds(): (body: unknown) => string {
	let content: string | undefined;
	let id = '';
	return body => {
		const text = JSON.stringify(body);
		if (text !== content) {
			content = text;
			id = v7();
		}
		return id;
	};
}
