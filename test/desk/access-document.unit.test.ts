import { join } from 'node:path';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { DESK_ACCESS } from '../../worker/desk/access.data.ts';
import { accessDocument } from '../../worker/desk/access.rules.ts';
import type { DeskEnv } from '../../worker/desk/entrance.routes.ts';
import { deskRoute, refuseUnguarded } from '../../worker/desk/entrance.routes.ts';
import { menuOf } from '../../worker/desk/menu.pages.tsx';
import { PROGRAM_ACCESS } from '../../worker/programs/access.data.ts';
import { PERMISSIONS } from '../../worker/staff/permissions.data.ts';
import { scopeOf } from '../../worker/staff/permissions.rules.ts';
import { STAFF_ROLES } from '../../worker/staff/staff.contract.ts';

createApp();

describe('access', () => {
  it('is documented as it is: `npm run docs:access` writes docs/access.md anew', async () => {
    await expect(accessDocument(DESK_ACCESS, PROGRAM_ACCESS)).toMatchFileSnapshot(
      join(import.meta.dirname, '../../docs/access.md'),
    );
  });

  it('a route of the desk without a permission does not start', () => {
    const desk = new Hono<DeskEnv>();
    deskRoute(desk, 'get', '/desk', 'desk.own', (c) => c.text(''));
    expect(() => refuseUnguarded(desk)).not.toThrow();
    desk.get('/desk/careless', (c) => c.text('all about a case'));
    expect(() => refuseUnguarded(desk)).toThrow('no permission declared: GET /desk/careless');
  });

  it('denies what is not named', () => {
    expect(scopeOf('auditor', 'cases.answer')).toBeNull();
    expect(scopeOf('auditor', 'toString' as never)).toBeNull();
    expect(scopeOf('toString' as never, 'cases.answer')).toBeNull();
  });

  it('keeps administrators and auditors from handling, and everybody but auditors from the trail of reads', () => {
    const may = (role: (typeof STAFF_ROLES)[number]) =>
      Object.keys(PERMISSIONS).filter((name) => scopeOf(role, name as keyof typeof PERMISSIONS) !== null);
    expect(may('administrator').filter((name) => name.startsWith('cases.'))).toEqual([]);
    expect(may('auditor').filter((name) => name.startsWith('cases.'))).toEqual(['cases.list', 'cases.read']);
    expect(STAFF_ROLES.filter((role) => scopeOf(role, 'audit.read') !== null)).toEqual(['auditor']);
  });

  it('the menu shows each role the pages that it may open, and nothing else', () => {
    const staff = { id: 1, staffNumber: 'A', name: '某人', townshipCode: null, officeId: null, departmentCode: null };
    const titles = (role: (typeof STAFF_ROLES)[number]) =>
      menuOf({ staff: { ...staff, role }, isFresh: true, formKey: '' }).flatMap(({ pages }) =>
        pages.map(({ title }) => title),
      );
    expect(titles('administrator')).toContain('账号');
    expect(titles('administrator')).not.toContain('事项');
    expect(titles('counter-clerk')).toContain('登记');
    expect(titles('counter-clerk')).not.toContain('账号');
  });
});
