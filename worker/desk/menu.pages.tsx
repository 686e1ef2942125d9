/** @jsxImportSource hono/jsx */
/** The two rows on top of every page: groups, and the pages of the one that is open. */
import { may } from '../staff/permissions.rules.ts';
import type { Session } from '../staff/staff.contract.ts';
import { DESK_ACCESS } from './access.data.ts';
import { MENU, type MenuGroup } from './menu.data.ts';

/** What of the menu this session may open. */
export function menuOf({ staff }: Session): MenuGroup[] {
  const isOpen = (href: string): boolean => {
    const permission = DESK_ACCESS.get(`GET ${href}`)?.permission;
    return permission !== undefined && permission !== 'stranger' && may(staff.role, permission);
  };
  return MENU.flatMap(({ title, pages }) => {
    const own = pages.filter(({ href }) => isOpen(href));
    return own.length === 0 ? [] : [{ title, pages: own }];
  });
}

const holds = ({ pages }: MenuGroup, here: string | undefined) => pages.some(({ href }) => href === here);

export function Groups({ groups, here }: { groups: readonly MenuGroup[]; here: string | undefined }) {
  return (
    <nav aria-label="栏目">
      {groups.map((group) => (
        <a
          href={group.pages[0]?.href}
          aria-current={holds(group, here) ? (group === groups[0] ? 'page' : 'true') : undefined}
        >
          {group.title}
        </a>
      ))}
    </nav>
  );
}

/** Nothing under the first page, which is a group of its own. */
export function PagesOf({ groups, here }: { groups: readonly MenuGroup[]; here: string | undefined }) {
  const group = groups.find((one) => holds(one, here));
  if (group === undefined || group === groups[0]) return null;
  return (
    <nav class="under" aria-label={`${group.title}里的页面`}>
      {group.pages.map(({ href, title }) => (
        <a href={href} aria-current={href === here ? 'page' : undefined}>
          {title}
        </a>
      ))}
    </nav>
  );
}
