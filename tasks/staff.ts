/**
 * npm run demo:staff   example accounts for one township, three departments, the coordinating office, an auditor and an
 *                      administrator in this machine's own database; prints their passwords. Never in production.
 * npm run staff:code   a setup code for a service on Cloudflare, and what to put there.
 */
import { createHash, randomInt } from 'node:crypto';
import { TRIES } from '../worker/staff/attempts.data.ts';
import { hashPassword, randomPassword } from '../worker/staff/passwords.usecases.ts';
import { ROLE_TITLES } from '../worker/staff/permissions.data.ts';
import type { Staff } from '../worker/staff/staff.contract.ts';
import { query } from './d1.ts';

const TOWNSHIP = '370883107';
const OFFICE = `${TOWNSHIP}-O08`;
const DEPARTMENT = 'M03';

const nowhere = { townshipCode: null, officeId: null, departmentCode: null };
const township = { ...nowhere, townshipCode: TOWNSHIP };
const department = { ...nowhere, departmentCode: DEPARTMENT };

/** Names that nobody takes for a person's. */
const DEMO: readonly Omit<Staff, 'id'>[] = [
  { staffNumber: 'DEMO-CK', name: '示例窗口', role: 'counter-clerk', ...township },
  { staffNumber: 'DEMO-CB', name: '示例承办', role: 'township-handler', ...township, officeId: OFFICE },
  { staffNumber: 'DEMO-ZR', name: '示例镇长', role: 'township-leader', ...township },
  { staffNumber: 'DEMO-BM', name: '示例部门', role: 'department-handler', ...department },
  { staffNumber: 'DEMO-JZ', name: '示例局长', role: 'department-head', ...department },
  // Who is called about black water, and whom it may name instead.
  { staffNumber: 'DEMO-HB', name: '示例环境', role: 'department-head', ...nowhere, departmentCode: 'M30' },
  { staffNumber: 'DEMO-SW', name: '示例水务', role: 'department-head', ...nowhere, departmentCode: 'M17' },
  // Two: nothing passes the gate by the eyes of one alone.
  { staffNumber: 'DEMO-TC', name: '示例统筹', role: 'coordinator', ...nowhere },
  { staffNumber: 'DEMO-TE', name: '示例统筹二', role: 'coordinator', ...nowhere },
  { staffNumber: 'DEMO-SJ', name: '示例审计', role: 'auditor', ...nowhere },
  { staffNumber: 'DEMO-GL', name: '示例管理', role: 'administrator', ...nowhere },
];

const text = (value: string | null) => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);

/** An account that is there keeps its place; its password is made anew, and it is signed out. */
async function demonstrate(): Promise<void> {
  const now = Date.now();
  const statements: string[] = [];
  const lines: string[] = [];
  for (const { staffNumber, name, role, townshipCode, officeId, departmentCode } of DEMO) {
    const password = randomPassword();
    const hash = await hashPassword(password);
    const values = [staffNumber, name, role, townshipCode, officeId, departmentCode, hash].map(text).join(', ');
    const id = `(SELECT id FROM staff_account WHERE staff_number = ${text(staffNumber)})`;
    statements.push(
      `INSERT INTO staff_account (staff_number, name, role, township_code, office_id, department_code, password_hash, must_change, active, version, created_at, tries, tries_at) VALUES (${values}, 0, 1, 1, ${now}, ${TRIES.burst}, ${now}) ON CONFLICT (staff_number) DO UPDATE SET password_hash = excluded.password_hash, must_change = 0, version = version + 1, tries = excluded.tries`,
      `DELETE FROM staff_session WHERE staff_id = ${id}`,
      `DELETE FROM staff_token WHERE staff_id = ${id}`,
      `INSERT INTO staff_event (at, what, staff_id, actor_id, detail) VALUES (${now}, 'password-reset', ${id}, NULL, '{"by":"demo:staff"}')`,
    );
    lines.push(`${staffNumber}   ${password}   ${ROLE_TITLES[role]}`);
  }
  await query(`${statements.join(';\n')};`, false);
  console.log(`工号 / number   密码 / password      岗位 / role\n${lines.join('\n')}\n`);
  console.log('只在本机，只给演示。再运行一次会换新密码。 / This machine only. Running it again makes new passwords.');
}

function printCode(): void {
  const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  const code = Array.from({ length: 16 }, () => signs[randomInt(signs.length)]).join('');
  const hash = createHash('sha256').update(code).digest('hex');
  console.log(`安装码 / setup code   ${code.replace(/(.{4})(?=.)/g, '$1-')}
1. npx wrangler secret put SETUP_CODE_HASH   粘贴 / paste:   ${hash}
2. 打开 / open   https://您的域名/desk/setup
建好第一个账号，它就没有用了。 / It is of no use once there is an account.`);
}

if (import.meta.main) {
  const [command, ...more] = process.argv.slice(2);
  const isElsewhere = more.length > 0 || process.env['ENVIRONMENT'] === 'production';
  if (command === 'code' && more.length === 0) printCode();
  else if (command === 'demo' && !isElsewhere) await demonstrate();
  else {
    console.error(
      command === 'demo'
        ? '示例账号只建在本机，不进正式的库。 / Example accounts are for this machine only, never for production.'
        : '用法 / usage: npm run demo:staff | npm run staff:code',
    );
    process.exitCode = 1;
  }
}
