import type {Plugin} from 'vite';

/** Takes out of styles what names another host (the fall-back of an icon font): only bundled assets are loaded. */
export const dropOutsideFonts = (): Plugin => ({
	name: 'drop-outside-fonts',
	enforce: 'pre',
	transform: (code, id) =>
		id.includes('/node_modules/') && /\.css($|\?)/.test(id) && code.includes('//at.alicdn.com')
			? code.replaceAll(/,\s*url\((["']?)(https?:)?\/\/[^)]*\1\)\s*format\([^)]*\)/g, '')
			: undefined,
});
