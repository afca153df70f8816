/** 'P1M' → '每1个月', 'P1M15D' → '每1个月零15天'. */
export const intervalInWords = (interval: string): string => {
	const units: Record<string, string> = {Y: '年', M: '个月', W: '周', D: '天'};
	return `每${Array.from(interval.matchAll(/(\d+)([YMWD])/g), ([, n, unit]) => `${Number(n)}${units[unit!]}`).join('零')}`;
};
