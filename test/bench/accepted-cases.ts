/** What taking a case in costs beside the one D1 batch that it cannot do without, in one workerd, taking turns. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Receipt } from '../../worker/cases/cases.contract.ts';
import { EXAMPLE_SUBMISSION } from '../../worker/cases/examples.data.ts';
import { developmentKeys } from '../../worker/platform/keys.ts';
import type { Meter } from '../cases/watched.ts';
import type { Template } from './bare-cases-worker.ts';
import type { Target } from './load.ts';
import { atLeast, atMost, type Measure, report } from './table.ts';
import { compare } from './turns.ts';
import { bundle, Workerd } from './workerd.ts';

const CASES = '/api/v1/cases';
const BODY = JSON.stringify(EXAMPLE_SUBMISSION);
/** Longer than for reads: every answer is a transaction on a disk. */
const TURN_MS = 1500;

async function ask<Answer>(port: number, path: string, init: RequestInit = {}): Promise<Answer> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers, ...init });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (answer.status === 204 ? null : await answer.json()) as Answer;
}
const post = <Answer>(port: number, path: string, body: string) => ask<Answer>(port, path, { method: 'POST', body });

/** Hands in a real case and gives its rows and its answer to the bare Worker. */
async function shareRows(database: D1Database, oursPort: number, barePort: number): Promise<void> {
  const answer = await post<Receipt>(oursPort, CASES, BODY);
  const id = Number.parseInt(answer.proof.id, 16);
  const row = async (sql: string) => (await database.prepare(sql).bind(id).first()) as Template['event'] | null;
  const event = await row('SELECT * FROM case_event WHERE case_id = ?');
  const record = await row('SELECT * FROM case_record WHERE id = ?');
  if (event === null || record === null) throw new Error('the case that was acknowledged has no rows');
  const template: Template = { event, record, answer };
  await ask(barePort, '/template', { method: 'PUT', body: JSON.stringify(template) });
}

/** The life of six steps and what else is counted: `test/cases/cost.worker.test.ts`. */
async function inTheDatabase(port: number): Promise<Measure[]> {
  await post(port, CASES, BODY);
  await ask(port, '/meter');
  const { receiptNumber, lookupCode } = await post<Receipt>(port, CASES, BODY);
  const submit = await ask<Meter>(port, '/meter');
  await post(port, `${CASES}/lookup`, JSON.stringify({ receiptNumber, lookupCode }));
  const lookup = await ask<Meter>(port, '/meter');
  return [
    atMost('D1 commits for one accepted case', submit.batches, 1),
    atMost('  rows written', submit.rowsWritten, 5),
    atMost('rows read for one look-up', lookup.rowsRead, 2),
  ];
}

export async function benchAcceptedCases(): Promise<Measure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'one-window-bench-'));
  try {
    const bare = await bundle('bare', 'test/bench/bare-cases-worker.ts', scratch);
    const ours = await bundle('ours', 'worker/index.ts', scratch);
    const metered = await bundle('metered', 'test/bench/metered-worker.ts', scratch);
    const variables = { CASE_KEYS: await developmentKeys(), ENVIRONMENT: 'local', RATE_LIMITS: 'off' };
    const workerd = new Workerd([
      bare,
      { ...ours, name: 'without-journal', variables: { ...variables, JOURNAL: 'off' } },
      { ...ours, name: 'with-journal', variables },
      { ...metered, variables },
    ]);
    try {
      await workerd.fill();
      const target = async (name: string): Promise<Target> => ({
        port: await workerd.port(name),
        path: CASES,
        body: BODY,
        expectedStatus: 201,
      });
      const bareTarget = await target('bare');
      const without = await target('without-journal');
      const withJournal = await target('with-journal');
      await shareRows(await workerd.database(), without.port, bareTarget.port);
      const plain = await compare(without, bareTarget, TURN_MS);
      const journalled = await compare(withJournal, bareTarget, TURN_MS);
      return [
        atLeast('accepted cases/s ÷ bare D1 batch of the same rows', plain.speed, 0.8),
        report('  with the journal (one object in R2 before it)', journalled.speed),
        report('  the bare batch', plain.barePerSecond, '/s'),
        report('  noise: turns of bare lay apart by', Math.max(plain.noise, journalled.noise) * 100, ' %'),
        ...(plain.cost === undefined ? [] : [report('  CPU per case ÷ bare', plain.cost)]),
        ...(await inTheDatabase(await workerd.port('metered'))),
      ];
    } finally {
      await workerd.stop();
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
