import type {Role} from '../../domain/person.ts';

/** `roles`: for whom it stands in the menu; without, for all staff. */
export type MenuItem = {name: string; title: string; roles?: Role[]};
export type MenuGroup = {title: string; items: MenuItem[]};

/** What stands at the left. A name is that of a route; one that is not built yet does not stand here. */
export const menu: MenuGroup[] = [{title: '总览', items: [{name: 'dashboard', title: '工作台'}]}];
