import sharp from 'sharp';
import type {Desk} from './office-browser.ts';

/** Chooses from a list by its label: opens it, types what is looked for, takes the first that is offered. */
export async function pick({page, settled}: Desk, label: string, words: string): Promise<void> {
	await page.getByRole('combobox', {name: label}).click({force: true});
	await page.keyboard.type(words);
	await page.getByRole('option', {name: words}).first().click();
	await settled();
}

/** A picture as it would be chosen from a disk. */
export const pictureFile = async (red: number) => ({
	name: 'photo.png',
	mimeType: 'image/png',
	buffer: await sharp({create: {width: 320, height: 240, channels: 3, background: {r: red, g: 90, b: 60}}})
		.png()
		.toBuffer(),
});
