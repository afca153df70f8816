import {type Fault, unprocessable} from '../../domain/problem.ts';
import {type MapSetting, mapFaults, noMap, tileOrigin} from '../../domain/register/map-setting.ts';
import {decidePut, type PutDecision} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {findPhoto} from '../../store/inspections/photos.ts';
import {record} from '../../store/journal/journal.ts';
import {findMapSetting, saveMapSetting} from '../../store/register/settings.ts';
import type {Context} from '../context.ts';

export const seeMapSetting = async (db: Db): Promise<MapSetting> => findMapSetting(db);

/** The hosts that pages of the office may fetch pictures from beside ours: none, or that of the tiles. */
export const pictureHosts = async (db: Db): Promise<string[]> => {
	const origin = tileOrigin(await findMapSetting(db));
	return origin === null ? [] : [origin];
};

/** Sets the ground of the map: none, a picture of the office's own, or tiles. */
export async function putMapSetting(db: Db, context: Context, body: Record<string, unknown>): Promise<PutDecision<MapSetting>> {
	const current = await findMapSetting(db);
	const {version: _, ...defaults} = noMap;
	const decision = decidePut<MapSetting>(current.version > 0 ? current : undefined, body, {defaults, required: ['base']});
	if (decision.kind === 'unchanged') return decision;
	const faults = [...mapFaults(decision.value), ...(await pictureFaults(db, decision.value))];
	if (faults.length > 0) throw unprocessable(faults);
	await saveMapSetting(db, decision.value);
	await record(db, context, {
		subject: 'setting:map',
		version: decision.value.version,
		action: `setting-${decision.kind}`,
		after: decision.value,
	});
	return decision;
}

/** The picture has arrived, and is as big as the two points were clicked on. */
async function pictureFaults(db: Db, {picture}: MapSetting): Promise<Fault[]> {
	if (!picture) return [];
	const photo = await findPhoto(db, picture.sha256);
	if (!photo) return [{path: '/picture/sha256', message: '底图尚未上传。'}];
	const fits = photo.width === picture.width && photo.height === picture.height;
	return fits ? [] : [{path: '/picture/width', message: `底图为 ${photo.width} × ${photo.height} 像素，请重新定点。`}];
}
