/** A place in degrees, WGS-84. */
export type Place = {lat: number; lng: number};
/** A point of a picture in its own pixels, from the upper left corner. */
export type Pixel = {x: number; y: number};
/** A pixel of which the place is known. */
export type FixedPoint = Pixel & Place;

/**
 * How a picture lies on the ground: turned and scaled, not bent. `turn` is a complex number that takes metres east and north of
 * `origin` into pixels right and up.
 */
export type Fit = {origin: FixedPoint; turn: {re: number; im: number}; metresPerPixel: number};

const radius = 6_378_137;
const radians = Math.PI / 180;

/** Metres east and north of an origin; right to a few millimetres over a subdistrict. */
const metresFrom = (origin: Place, {lat, lng}: Place) => ({
	east: (lng - origin.lng) * radians * radius * Math.cos(origin.lat * radians),
	north: (lat - origin.lat) * radians * radius,
});

const placeAt = (origin: Place, {east, north}: {east: number; north: number}): Place => ({
	lat: origin.lat + north / radius / radians,
	lng: origin.lng + east / (radius * Math.cos(origin.lat * radians)) / radians,
});

/** Fits a picture by two points (similarity, north need not be up); null when they fall together on the picture or on the ground. */
export function fitOf(first: FixedPoint, second: FixedPoint): Fit | null {
	const {east, north} = metresFrom(first, second);
	const [right, up] = [second.x - first.x, first.y - second.y];
	const length = east * east + north * north;
	const span = Math.hypot(right, up);
	if (length < 1 || span < 1) return null;
	const turn = {re: (right * east + up * north) / length, im: (up * east - right * north) / length};
	return {origin: first, turn, metresPerPixel: Math.sqrt(length) / span};
}

/** Where a place lies on the fitted picture. */
export function toPixel({origin, turn}: Fit, place: Place): Pixel {
	const {east, north} = metresFrom(origin, place);
	return {x: origin.x + turn.re * east - turn.im * north, y: origin.y - (turn.im * east + turn.re * north)};
}

/** The place that a pixel of the fitted picture shows. */
export function toPlace({origin, turn}: Fit, {x, y}: Pixel): Place {
	const [right, up] = [x - origin.x, origin.y - y];
	const size = turn.re * turn.re + turn.im * turn.im;
	return placeAt(origin, {
		east: (right * turn.re + up * turn.im) / size,
		north: (up * turn.re - right * turn.im) / size,
	});
}
