import {ref, watch} from 'vue';

export type Light = 'auto' | 'light' | 'dark';
const sizes = ['normal', 'large', 'largest'] as const;
export type Size = (typeof sizes)[number];

/** Light or dark, and how big the letters are; dark by itself where the phone is set so. */
export const light = ref<Light>('auto');
export const size = ref<Size>('normal');
export const isDark = ref(false);
const system = matchMedia('(prefers-color-scheme: dark)');

const apply = (): void => {
	isDark.value = light.value === 'dark' || (light.value === 'auto' && system.matches);
	document.documentElement.dataset.light = isDark.value ? 'dark' : 'light';
	document.documentElement.dataset.size = size.value;
	document.documentElement.classList.toggle('van-theme-dark', isDark.value);
};

export function recallLook(): void {
	const [keptLight, keptSize] = [localStorage.getItem('light'), localStorage.getItem('size')];
	if (keptLight === 'light' || keptLight === 'dark') light.value = keptLight;
	const known = sizes.find(one => one === keptSize);
	if (known) size.value = known;
	system.addEventListener('change', apply);
	watch([light, size], () => {
		localStorage.setItem('light', light.value);
		localStorage.setItem('size', size.value);
		apply();
	});
	apply();
}
