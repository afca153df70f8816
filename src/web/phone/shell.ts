import {shallowRef} from 'vue';
import {draftsOf} from '../offline/drafts.ts';
import {person} from '../offline/session.ts';

/** A newer version of the pages waits here until a person wants it. */
const waiting = shallowRef<ServiceWorker | null>(null);
export const hasUpdate = shallowRef(false);
/** What this browser lacks for a day without signal, in words; null when nothing. */
export const lacking = shallowRef<string | null>(null);

const inApp = /MicroMessenger|DingTalk|AlipayClient|QQ\//i;

export function startShell(): void {
	if (!isSecureContext) lacking.value = '本页不是经 HTTPS 打开的：可以填报，但不能离线使用，也不能直接调用相机预览。';
	else if (!('serviceWorker' in navigator)) lacking.value = '此浏览器不能离线使用，请改用系统浏览器打开本页。';
	else void register();
	if (inApp.test(navigator.userAgent)) lacking.value = '在聊天软件内打开的页面可能被清除。请用右上角菜单选择“在浏览器打开”。';
}

async function register(): Promise<void> {
	const registration = await navigator.serviceWorker.register('/m/worker.js', {scope: '/m/'});
	const look = () => void offer(registration.waiting);
	look();
	registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
	document.addEventListener('visibilitychange', () => {
		look();
		if (document.visibilityState === 'visible' && navigator.onLine) void registration.update().catch(() => {});
	});
}

/** Offered only while no inspection is open: nothing changes under a person's hands. */
async function offer(worker: ServiceWorker | null): Promise<void> {
	waiting.value = navigator.serviceWorker.controller ? worker : null;
	const drafts = person.value ? await draftsOf(person.value.id) : [];
	hasUpdate.value = waiting.value !== null && drafts.length === 0;
}

export const lookForUpdate = (): Promise<void> => offer(waiting.value);

export function takeUpdate(): void {
	navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {once: true});
	waiting.value?.postMessage('take-over');
}
