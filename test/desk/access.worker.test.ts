/**
 * The table of permissions against the real routes: every route × every role × one's own organ, another organ of the
 * township, another township. What is expected comes from the table alone.
 */
import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import { DESK_ACCESS } from '../../worker/desk/access.data.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { PERMISSIONS, type PermissionName } from '../../worker/staff/permissions.data.ts';
import { fieldsOf, scopeOf } from '../../worker/staff/permissions.rules.ts';
import { STAFF_ROLES, type StaffRole } from '../../worker/staff/staff.contract.ts';
import { unlimited } from '../cases/caller.ts';
import { concretePath, PARAMETER } from '../guards/concrete.ts';
import { type Colleague, colleague, placeFor, stranger, TOWNSHIP } from './colleague.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const ELSEWHERE = '370883101';
const isOfCase = (path: string) => path.startsWith('/desk/cases/:id{');

const routes = () => {
  stranger();
  return [...DESK_ACCESS].map(([route, access]) => {
    const [method = '', path = ''] = route.split(' ');
    return { route, method, path, ...access };
  });
};

async function ask(who: Colleague, method: string, path: string): Promise<number> {
  if (method === 'GET') return (await who.fetch(path)).status;
  return (await who.post(path, { key: who.formKey, once: crypto.randomUUID() })).status;
}

let cells = 0;
const known = new Map<StaffRole, Colleague>();

/** One of each role, as long as nobody signs out. */
async function oneOf(role: StaffRole, path: string): Promise<Colleague> {
  const who = known.get(role) ?? (await colleague(role));
  if (path === '/desk/sign-out') known.delete(role);
  else known.set(role, who);
  return who;
}

describe('routes without a case', () => {
  it('answer 401 to strangers, 403 to roles that the table does not name, and let in those that it names', async () => {
    const wrong: string[] = [];
    for (const { route, method, path, permission } of routes()) {
      if (permission === 'stranger') continue;
      const answered = await ask(stranger(), method, concretePath(path));
      cells++;
      if (answered !== 401) wrong.push(`${route}: a stranger gets ${answered}`);
      for (const role of STAFF_ROLES) {
        const status = await ask(await oneOf(role, path), method, concretePath(path));
        cells++;
        const may = scopeOf(role, permission) !== null;
        if (may ? status === 401 || status === 403 || status >= 500 : status !== 403)
          wrong.push(`${route}: ${role} gets ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('ask for a fresh password wherever something leaves the house or changes who may do what', () => {
    const lacking = routes().filter(
      ({ method, path, permission, fresh }) =>
        method === 'POST' &&
        // It looks for cases and changes none.
        path !== '/desk/recover' &&
        ['cases.export', 'cases.reissue', 'accounts.manage'].includes(permission) &&
        !fresh,
    );
    expect(lacking.map(({ route }) => route)).toEqual([]);
  });
});

/** Where the case lies, seen from somebody of this role. */
const POSITIONS = ['own', 'other-organ', 'other-township'] as const;
type Position = (typeof POSITIONS)[number];

function holderFor(role: StaffRole, position: Position): { holder: string; township: string } {
  const place = placeFor(role);
  const township = position === 'other-township' ? ELSEWHERE : TOWNSHIP;
  if (role === 'department-handler' || role === 'department-head')
    return { township, holder: position === 'own' ? `D${place.departmentCode}` : 'DM01' };
  if (position === 'other-township') return { township, holder: `O${ELSEWHERE}-O08` };
  if (position === 'other-organ') return { township, holder: `O${TOWNSHIP}-O11` };
  return { township, holder: place.officeId === null ? `T${TOWNSHIP}` : `O${place.officeId}` };
}

const SEEN: Record<string, readonly Position[]> = {
  all: POSITIONS,
  township: ['own', 'other-organ'],
  organ: ['own'],
  own: [],
};

async function caseAt(role: StaffRole, position: Position): Promise<string> {
  const { holder, township } = holderFor(role, position);
  const { status, body } = await unlimited().submit({ kind: 'hazard', township });
  expect(status).toBe(201);
  const id = caseIdOf(readKeys(env), body.receiptNumber);
  await env.DB.prepare('UPDATE case_record SET holder = ? WHERE id = ?').bind(holder, id).run();
  return idText(id);
}

describe('routes of a case', () => {
  const cases = new Map<string, string>();
  beforeAll(async () => {
    for (const role of STAFF_ROLES)
      for (const position of POSITIONS) cases.set(`${role} ${position}`, await caseAt(role, position));
  });

  it('answer as if the case were not there wherever it is out of reach, and only there', async () => {
    const wrong: string[] = [];
    const ofCases = routes().filter(({ path }) => isOfCase(path));
    expect(ofCases.length).toBeGreaterThan(3);
    for (const { route, method, path, permission } of ofCases)
      for (const role of STAFF_ROLES) {
        const scope = scopeOf(role, permission as PermissionName);
        for (const position of POSITIONS) {
          const who = await oneOf(role, path);
          const status = await ask(who, method, concretePath(path, cases.get(`${role} ${position}`)));
          cells++;
          const isSeen = scope !== null && (SEEN[scope] ?? []).includes(position);
          // With a second parameter, of a photo say, it may be that which is not there.
          const hasMore = path.replace(PARAMETER, '?').split('?').length > 2;
          const isRight =
            scope === null
              ? status === 403
              : isSeen
                ? ![401, 403, ...(hasMore ? [] : [404])].includes(status) && status < 500
                : status === 404;
          if (!isRight) wrong.push(`${route}: ${role}, ${position} gets ${status}`);
        }
      }
    expect(wrong).toEqual([]);
  });

  it('show an auditor the trail of every case, and nothing of what was written or by whom', async () => {
    const auditor = await colleague('auditor');
    expect(fieldsOf('auditor', 'cases.read')).toEqual([]);
    const page = await auditor.open(`/desk/cases/${cases.get('auditor own')}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/13800000000|张三|路灯/);
  });

  it('are shut to an administrator', () => {
    const open = Object.keys(PERMISSIONS).filter(
      (name) => name.startsWith('cases.') && scopeOf('administrator', name as PermissionName) !== null,
    );
    expect(open).toEqual([]);
  });

  it('are counted', () => {
    console.info(`access matrix: ${cells} cells`);
    expect(cells).toBeGreaterThan(500);
  });
});
