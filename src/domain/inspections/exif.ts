import {type Instant, plusMilliseconds} from '../days.ts';

/** When and where a photo was taken, as far as it says so itself. `accuracy` in metres. */
export type PhotoOrigin = {takenAt?: Instant; position?: {lat: number; lng: number; accuracy?: number}};
/** The groups of EXIF that are read here; whoever wrote them may have written anything. */
export type ExifTags = {Photo?: Record<string, unknown> | null; GPSInfo?: Record<string, unknown> | null};

/** What the tags say, without what cannot be: a clock before 2000, a place outside the globe or at its origin. */
export function originOf({Photo: photo, GPSInfo: gps}: ExifTags): PhotoOrigin {
	const takenAt = momentOf(photo ?? {});
	const position = positionOf(gps ?? {});
	return {...(takenAt && {takenAt}), ...(position && {position})};
}

const minutesEast = /^([+-])(\d{2}):(\d{2})$/;
const shanghai = 8 * 60;

/** EXIF writes the clock on the wall, read as if it were UTC; cameras that name no offset are set to Shanghai. */
function momentOf({DateTimeOriginal: wall, OffsetTimeOriginal: offset}: Record<string, unknown>): Instant | undefined {
	if (!(wall instanceof Date) || Number.isNaN(wall.getTime()) || wall.getTime() < Date.UTC(2000, 0, 2)) return undefined;
	const [, sign, hours, minutes] = minutesEast.exec(String(offset)) ?? [];
	const east = sign === undefined ? shanghai : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
	return plusMilliseconds(wall.toISOString(), -east * 60_000);
}

function positionOf(gps: Record<string, unknown>): PhotoOrigin['position'] {
	const lat = degrees(gps.GPSLatitude, gps.GPSLatitudeRef === 'S');
	const lng = degrees(gps.GPSLongitude, gps.GPSLongitudeRef === 'W');
	if (lat === undefined || lng === undefined || Math.abs(lat) > 90 || Math.abs(lng) > 180) return undefined;
	if (lat === 0 && lng === 0) return undefined;
	const error = gps.GPSHPositioningError;
	return {lat, lng, ...(typeof error === 'number' && error >= 0 && Number.isFinite(error) && {accuracy: error})};
}

function degrees(parts: unknown, isNegative: boolean): number | undefined {
	if (!Array.isArray(parts) || parts.length !== 3 || !parts.every(Number.isFinite)) return undefined;
	const [whole, minutes, seconds] = parts as [number, number, number];
	return (isNegative ? -1 : 1) * (whole + minutes / 60 + seconds / 3600);
}
