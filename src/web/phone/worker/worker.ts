declare const self: ServiceWorkerGlobalScope;

// The build writes both in: everything that the phone's pages consist of, and a name that changes when any of it does.
const urls = JSON.parse('__URLS__') as string[];
const cacheName = 'shell-__SHELL__';
const page = '/m/';

/** Holds the pages and nothing else: facts live in the phone's database, never in a cache of replies. */
self.addEventListener('install', event => {
	event.waitUntil(caches.open(cacheName).then(cache => cache.addAll(urls.map(url => new Request(url, {cache: 'reload'})))));
});

self.addEventListener('activate', event => {
	event.waitUntil(dropOlder().then(() => self.clients.claim()));
});

async function dropOlder(): Promise<void> {
	const names = await caches.keys();
	await Promise.all(names.filter(name => name.startsWith('shell-') && name !== cacheName).map(name => caches.delete(name)));
}

self.addEventListener('fetch', event => {
	const {request} = event;
	const {origin, pathname} = new URL(request.url);
	if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return;
	if (request.mode === 'navigate') event.respondWith(kept(page, request));
	else if (urls.includes(pathname)) event.respondWith(kept(pathname, request));
});

const kept = async (url: string, request: Request): Promise<Response> =>
	(await (await caches.open(cacheName)).match(url)) ?? fetch(request);

// The page asks for it once no inspection is open: nothing changes under a person's hands.
self.addEventListener('message', event => {
	if (event.data === 'take-over') event.waitUntil(self.skipWaiting());
});

export {};
