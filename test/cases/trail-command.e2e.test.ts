import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offlineEnvironment } from '../../tasks/environment.mjs';
import { dayNumber } from '../../worker/cases/trail.rules.ts';
import { makeEvent } from '../../worker/cases/world.usecases.ts';
import { developmentKeys, readKeys } from '../../worker/platform/keys.ts';
import { root } from '../e2e/server.ts';

const secret = await developmentKeys();
const keys = readKeys({ CASE_KEYS: secret });
const stateDir = mkdtempSync(join(tmpdir(), 'one-window-trail-'));
const environment = { ...offlineEnvironment, CI: 'true', STATE_DIR: stateDir, CASE_KEYS: secret };
const at = Date.parse('2026-11-02T04:00:00Z');

function command(name: string, args: string[], more: Record<string, string | undefined> = {}) {
  return spawnSync(name, args, { cwd: root, encoding: 'utf8', env: { ...environment, ...more } });
}
function wrangler(...args: string[]): void {
  const { status, stdout, stderr } = command('wrangler', ['d1', ...args, '--local', '--persist-to', stateDir]);
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
}
const quoted = (value: unknown): string =>
  value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${String(value)}'`;
const verify = (more = {}) => command('npm', ['run', '-s', 'trail:verify'], more);

beforeAll(async () => {
  wrangler('migrations', 'apply', 'DB');
  const event = await makeEvent(keys, {
    caseId: 1001,
    seq: 1,
    at,
    action: 'submit',
    fromState: null,
    toState: 'submitted',
    actor: 'citizen',
    content: ['v1.case.iv.matter', ''],
    previousHash: null,
  });
  const columns = Object.keys(event).map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const file = join(stateDir, 'case.sql');
  writeFileSync(
    file,
    `INSERT INTO case_event (${columns.join(', ')}) VALUES (${Object.values(event).map(quoted).join(', ')});
INSERT INTO case_record (id, kind, township_code, state, version, identity, created_at, clocks, calendar_version, key_hash,
  body_hash, code_epoch, receipt_kid, excluded, group_size, wrapped_key, sealed, history) VALUES (1001, 'hazard',
  '370883101', 'submitted', 1, 'anonymous', ${at}, '[]', 'test', 'k', 'b', 0, 'dev', '{}', 1, 'v1.dev.x.y',
  '{"matter":"v1.case.iv.matter","person":null}', '[]');`,
  );
  wrangler('execute', 'DB', '--yes', '--file', file);
});
afterAll(() => rmSync(stateDir, { recursive: true }));

describe('npm run trail:verify', () => {
  it('says that the trail is whole', () => {
    const { status, stdout } = verify();
    expect(stdout).toContain('记录完整：看过 1 件事、1 步、0 天的签名');
    expect(status).toBe(0);
  });

  it('says what is missing when there are no keys', () => {
    const { status, stderr } = verify({ CASE_KEYS: undefined });
    expect(stderr).toContain('没有找到密钥');
    expect(status).toBe(1);
  });

  it('prints the first broken link and ends with 1 when somebody has changed the database', () => {
    wrangler(
      'execute',
      'DB',
      '--yes',
      '--command',
      `DROP TRIGGER case_event_no_update; UPDATE case_event SET at = at - 86400000, pending = ${dayNumber(at) - 1}`,
    );
    const { status, stdout } = verify();
    expect(stdout).toContain('记录断在这里：事项 00000000003e9 第 1 步');
    expect(stdout).toContain('被改过');
    expect(status).toBe(1);
  });
});
