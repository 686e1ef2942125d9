// Pure. The documentation of access, written from the two tables that decide it.

import {
  PERMISSIONS,
  type Permission,
  type PermissionName,
  ROLE_TITLES,
  SCOPE_TITLES,
} from '../staff/permissions.data.ts';
import { type FieldGroup, STAFF_ROLES } from '../staff/staff.contract.ts';
import type { DeskAccess } from './access.data.ts';

const FIELD_TITLES: Record<FieldGroup, string> = { identity: '身份', text: '内容', photos: '照片', notes: '内部记录' };
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
/** Parameters without the patterns that only the router wants. */
const readable = (route: string) => route.replaceAll(/(:\w+)\{(?:[^{}]|\{[^}]*\})*\}/g, '$1');

const byAddress = (a: { route: string }, b: { route: string }) =>
  a.route.slice(a.route.indexOf(' ')) + a.route < b.route.slice(b.route.indexOf(' ')) + b.route ? -1 : 1;

/**
 * @param programs routes by token; of several permissions one is enough
 * @returns docs/access.md
 */
export function accessDocument(
  routes: ReadonlyMap<string, DeskAccess>,
  programs: ReadonlyMap<string, readonly PermissionName[]>,
): string {
  const permissions: [string, Permission][] = Object.entries(PERMISSIONS);
  const roles = STAFF_ROLES.map((role) => ROLE_TITLES[role]);
  const line = ([name, { title, scopes }]: [string, Permission]) => {
    const cells = STAFF_ROLES.map((role) => {
      const scope = scopes[role];
      return scope === undefined ? '' : SCOPE_TITLES[scope];
    });
    return row([title, `\`${name}\``, ...cells]);
  };
  const fields = permissions.flatMap(([name, { title, fields: groups }]) =>
    groups === undefined
      ? []
      : STAFF_ROLES.map((role) =>
          row([
            `${title} \`${name}\``,
            ROLE_TITLES[role],
            (groups[role] ?? []).map((group) => FIELD_TITLES[group]).join('、') || '（没有）',
          ]),
        ),
  );
  const addresses = [...routes]
    .map(([route, { permission, fresh }]) => ({ route: readable(route), permission, fresh }))
    .sort(byAddress)
    .map(({ route, permission, fresh }) =>
      row([`\`${route}\``, permission === 'stranger' ? '不用登录' : `\`${permission}\``, fresh ? '要' : '']),
    );
  const ofPrograms = [...programs]
    .map(([route, names]) => ({ route: readable(route), names }))
    .sort(byAddress)
    .map(({ route, names }) => row([`\`${route}\``, names.map((name) => `\`${name}\``).join(' / ')]));
  return `# 谁能做什么 / Who may do what

这一页由 \`npm run docs:access\` 从 \`worker/staff/permissions.data.ts\` 和工作台的路由生成，不要手改；测试会比对。没有写的，就是不可以。
Generated from the table that decides, and compared by a test. What is not named is not allowed.

范围 / scope：自己 = 只有自己的东西；本单位 = 在自己的办公室或部门手里的事，和请它协办的事；本镇街 = 本镇街的事；全部 = 全市。
任何范围里都看不到针对自己单位的事，镇街的人看不到举报本镇街的事：这由数据库的查询保证，不靠页面。保密的身份另外要第二个人批准。

## 岗位和范围 / Roles and scopes

${row(['事', 'permission', ...roles])}
${row(['---', '---', ...roles.map(() => '---')])}
${permissions.map(line).join('\n')}

## 看一件事，能看哪些 / What of a case

${row(['事', '岗位', '能看'])}
${row(['---', '---', '---'])}
${fields.join('\n')}

## 每个地址 / Every address

${row(['地址', 'permission', '再输密码 / fresh password'])}
${row(['---', '---', '---'])}
${addresses.join('\n')}

## 程序的接口 / Routes of programs

部门、镇街的程序凭口令（\`Authorization: Bearer …\`）用，范围和建口令的人一样。By token, as far as whoever made it may.

${row(['地址', 'permission'])}
${row(['---', '---'])}
${ofPrograms.join('\n')}
`;
}
