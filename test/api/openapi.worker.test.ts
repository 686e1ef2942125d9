import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { propose } from '../../worker/assignments/assignments.usecases.ts';
import { EXAMPLE_ENTRY } from '../../worker/assignments/open.routes.ts';
import { EXAMPLE_HASH } from '../../worker/cases/trail.routes.ts';
import { readDay } from '../../worker/cases/trail.rules.ts';
import { anchorDay, lastFullDay } from '../../worker/cases/trail.usecases.ts';
import { readDirectory } from '../../worker/directory/directory.store.ts';
import { readLists } from '../../worker/lists/lists.store.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { PROGRAM_ACCESS } from '../../worker/programs/access.data.ts';
import { EXAMPLE_ID, EXAMPLE_UUID } from '../../worker/programs/examples.data.ts';
import { scopeOf } from '../../worker/staff/permissions.rules.ts';
import type { StaffRole } from '../../worker/staff/staff.contract.ts';
import { listed } from '../assignments/proposals.ts';
import { unlimited } from '../cases/caller.ts';
import { type Program, program } from '../programs/program.ts';

// Each write is tried: some sixty requests on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const { app } = createApp();

interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        summary: string;
        description: string;
        responses: Record<string, { content?: Record<string, object> }>;
        security?: object[];
        requestBody?: { content: Record<string, { schema: object; example?: object }> };
      }
    >
  >;
}
const readDocument = async () => (await app.request('/openapi.json', undefined, env)).json<Document>();

/** A signed day with one event, and an entry of the ledger, so that the addresses of the trail have something to show. */
beforeAll(async () => {
  const now = Date.now();
  const day = lastFullDay(now);
  await env.DB.prepare(
    `INSERT INTO case_event (case_id, seq, at, action, to_state, actor, content_hash, prev_hash, hash, mac, pending)
     VALUES (1, 1, ?1, 'submit', 'submitted', 'citizen', '', ?2, ?3, '', ?4)`,
  )
    .bind(now, '0'.repeat(64), EXAMPLE_HASH, readDay(day))
    .run();
  await anchorDay(openDatabase(env.DB), readKeys(env), day, now);
  // And a task that was refused, so that the ledger has an entry with the address of the example.
  const db = openDatabase(env.DB);
  const world = {
    db,
    lists: await readLists(db),
    directory: await readDirectory(db),
    keys: readKeys(env),
    sender: null,
    now,
  };
  await propose(world, 1, EXAMPLE_ENTRY, listed({ bodies: ['370883107'] }));
});

const isOfPrograms = ({ security = [] }: { security?: object[] }) => security.some((one) => 'programToken' in one);

/** Of each role that may write anything, one whose place is that of the examples. */
const programsOf = async (): Promise<Program[]> =>
  Promise.all(
    (['township-leader', 'department-handler', 'coordinator'] satisfies StaffRole[]).map((role) =>
      program(role, role === 'department-handler' ? { departmentCode: 'M18' } : {}),
    ),
  );

/** Whoever may do it gets as far as looking for the record, or makes one: nothing is wrong with the body. */
async function expectWhole(programs: Program[], path: string, example: object): Promise<void> {
  const permissions = PROGRAM_ACCESS.get(`POST ${path.replace('{id}', ':id')}`) ?? [];
  // The township's comes first: a hazard and an operation are begun by no department.
  const able = programs.find(({ owner }) => permissions.some((name) => scopeOf(owner.staff.role, name) !== null));
  const id = path.includes('admissions') ? EXAMPLE_UUID : EXAMPLE_ID;
  const target = path.replace('/api/v1', '').replace('{id}', id);
  const answer = await able?.post(target, example, { 'if-match': '"1"' });
  const wanted = path.includes('{id}') ? [404, 409] : [201];
  expect(wanted, `${path} ${JSON.stringify(answer?.body)}`).toContain(answer?.status);
}

describe('the API document', () => {
  it('covers every route under /api/v1 and /open, and /open itself', async () => {
    const documented = Object.entries((await readDocument()).paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = app.routes
      .filter(
        ({ method, path }) =>
          /^(GET|POST)$/.test(method) && /^\/(?:(?:api\/v1|open)\/|open$)/.test(path) && !path.endsWith('/docs'),
      )
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect([...new Set(routes)].filter((route) => !documented.includes(route))).toEqual([]);
  });

  it('has an example for every route that is read, and every example answers', async () => {
    const { paths } = await readDocument();
    const examples = Object.values(paths).flatMap(({ get }) =>
      get && !get.security ? [get.description.split('Example: ')[1] ?? ''] : [],
    );
    expect(examples.length).toBeGreaterThan(10);
    for (const example of examples) expect((await app.request(example, undefined, env)).status, example).toBe(200);
  });

  it('has one complete, valid body for every write', async () => {
    const { paths } = await readDocument();
    const writes = Object.entries(paths).flatMap(([path, { post }]) => (post ? [{ path, post }] : []));
    expect(writes.length).toBeGreaterThan(7);
    const citizen = unlimited();
    const programs = await programsOf();
    for (const { path, post } of writes) {
      const json = post.requestBody?.content['application/json'];
      if (json === undefined) {
        expect(Object.keys(post.requestBody?.content ?? {}), path).toContain('image/jpeg');
        continue;
      }
      if (isOfPrograms(post)) {
        await expectWhole(programs, path, json.example ?? {});
        continue;
      }
      const { body: receipt } = await citizen.submit();
      const { status, body } = await citizen.post(
        path.replace('{receiptNumber}', receipt.receiptNumber).replace('/api/v1', ''),
        json.example,
        { 'idempotency-key': crypto.randomUUID(), authorization: `Bearer ${receipt.token}` },
      );
      expect([400, 401, 415].includes(status) || body.code === 'request.invalid', `${path} ${status}`).toBe(false);
      expect(Object.keys(json.schema), path).toContain('properties');
      expect(Object.keys(post.responses), path).toEqual(expect.arrayContaining(['413', '422', '503']));
    }
  });

  it('no write is open to a site that is not registered, but two that take nothing of a person', async () => {
    const open: string[] = [];
    for (const [path, { post }] of Object.entries((await readDocument()).paths)) {
      if (!post) continue;
      const { status, body } = await unlimited().post(path.replace('/api/v1', ''), {}, { origin: 'https://a.example' });
      if (body.code === 'request.foreign-origin') expect(status, path).toBe(403);
      else open.push(path);
      expect('403' in post.responses, path).toBe(body.code === 'request.foreign-origin');
    }
    // On purpose: the widget reports from whatever site it stands on. It writes nothing of anybody's: a text without
    // what is personal, a number and a day; it answers nothing, and 60 times a minute is the most that is written.
    // And what is wrong in a public guide, which stands on any site: sealed, and limited by address.
    expect(open.sort()).toEqual(['/api/v1/feedback', '/api/v1/search/unanswered']);
  });

  it('is shown as a page that loads nothing from anywhere', async () => {
    const response = await app.request('/docs', undefined, env);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await response.text();
    expect(html).not.toMatch(/<(script|link|img|iframe)\b/);
    const { paths } = await readDocument();
    for (const path of Object.keys(paths)) expect(html).toContain(path);
    const writes = Object.values(paths).flatMap(({ post }) => (post ? [post] : []));
    const withJson = writes.filter(({ requestBody }) => requestBody?.content['application/json']);
    for (const shown of ['一份完整的请求', '请求的样子'])
      expect(html.split(shown), shown).toHaveLength(withJson.length + 1);
    expect(html.split('Authorization: Bearer')).toHaveLength(
      Object.values(paths)
        .flatMap(Object.values)
        .filter(({ security }) => security).length + 1,
    );
  });
});
