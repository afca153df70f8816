import {shallowRef} from 'vue';

export type Position = {lat: number; lng: number; accuracy?: number};

/** Where the phone was last seen to be; null underground and without leave. Recorded, never waited for. */
export const position = shallowRef<Position | null>(null);
let watching: number | undefined;
let forget: ReturnType<typeof setTimeout> | undefined;
const freshFor = 120_000;

/** Watches while a visit is open. A place that is two minutes old is none: underground the last one was at the gate. */
export function watchPlace(): void {
	if (watching !== undefined || !navigator.geolocation) return;
	watching = navigator.geolocation.watchPosition(
		({coords}) => {
			position.value = {lat: coords.latitude, lng: coords.longitude, accuracy: Math.round(coords.accuracy)};
			clearTimeout(forget);
			forget = setTimeout(() => {
				position.value = null;
			}, freshFor);
		},
		() => {
			position.value = null;
		},
		{enableHighAccuracy: true, maximumAge: 30_000, timeout: 20_000},
	);
}

export function leavePlace(): void {
	if (watching !== undefined) navigator.geolocation.clearWatch(watching);
	watching = undefined;
}
