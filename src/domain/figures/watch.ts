/** What the office keeps an eye on beside its duties, in this order. */
export const watches = [
	{code: 'weather', title: '未解除的气象预警', rule: '已登记、尚未解除的台风、暴雨预警。'},
	{code: 'flagged', title: '存疑的未结隐患', rule: '未结隐患中有存疑提示的，如照片曾用过、拍摄早于发现、离场所过远。'},
	{code: 'gaps', title: '责任缺口场所', rule: '在用场所中未明确安全管理人、没有安全责任书或责任书已到期的。'},
	{code: 'measures-overdue', title: '逾期未印发的措施', rule: '过了完成时限仍未印发的制度措施。'},
	{code: 'measures-review', title: '到期应评估的措施', rule: '下次评估日已到、尚未废止的制度措施。'},
	{code: 'measures-effect', title: '有制度无落实的措施', rule: '已印发或实施、没有填写落实成效的制度措施。'},
] as const;
export type WatchCode = (typeof watches)[number]['code'];
