import {readConfig} from '../config.ts';
import {fontLines} from '../drawing/font-lines.ts';
import {say, type Verb} from './terminal.ts';

export const fontsVerb: Verb = {
	usage: 'fonts                                     列出文书所用的字体，先用者在前',
	async run() {
		// Only now: opening the fonts' library would slow every other command.
		const {namesOf, openFonts} = await import('../../reports/lib/fonts.ts');
		const {fontDir} = readConfig(process.env);
		for (const line of fontLines(fontDir, namesOf(await openFonts({fontDir})))) say(line);
		return 0;
	},
};
