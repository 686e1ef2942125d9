import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import type { Receipt } from '../../worker/cases/cases.contract.ts';
import { EXAMPLE_SUBMISSION, EXAMPLE_SUPPLEMENT, EXAMPLE_WITHDRAW } from '../../worker/cases/examples.data.ts';
import { hashedText, proofLine, readProof } from '../../worker/cases/proof.rules.ts';
import { dayNumber, dayText, sha256Text } from '../../worker/cases/trail.rules.ts';
import { runAuditSql } from '../../worker/cases/trail.store.ts';
import { anchorDay } from '../../worker/cases/trail.usecases.ts';
import { auditTrail } from '../../worker/cases/trail-audit.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { readKeys } from '../../worker/platform/keys.ts';

const { app } = createApp();
const db = openDatabase(env.DB);
const keys = readKeys(env);
const DAY_MS = 86_400_000;
const send = (path: string, body: object, token?: string) =>
  app.request(
    `/api/v1/cases${path}`,
    {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    },
    env,
  );

describe('what citizens hand in', () => {
  it('makes a trail that is whole, and a receipt whose printed proof anybody can follow to the signed root', async () => {
    const receipts: Receipt[] = [];
    for (let i = 0; i < 3; i++) receipts.push(await (await send('', EXAMPLE_SUBMISSION)).json<Receipt>());
    const [first] = receipts;
    if (!first) throw new Error('no receipt');
    const steps = `/${first.receiptNumber}`;
    expect((await send(`${steps}/supplement`, EXAMPLE_SUPPLEMENT, first.token)).status).toBeLessThan(300);
    expect((await send(`${steps}/withdraw`, EXAMPLE_WITHDRAW, first.token)).status).toBeLessThan(300);
    expect(await auditTrail(runAuditSql(db), keys, Date.now())).toMatchObject({ found: null, cases: 3, events: 5 });

    const today = dayText(dayNumber(Date.now()));
    const tomorrow = Date.now() + DAY_MS + 600_000;
    expect((await anchorDay(db, keys, today, tomorrow)).map(({ day, size }) => [day, size])).toEqual([[today, 5]]);
    expect(await auditTrail(runAuditSql(db), keys, tomorrow)).toMatchObject({ found: null, days: 1, waiting: 0 });

    const proof = readProof(proofLine(first.proof));
    expect(proof && (await sha256Text(hashedText(proof)))).toBe(first.proof.hash);
    const found = await app.request(`/open/trail/${today}/proof?hash=${first.proof.hash}`, undefined, env);
    expect(found.status).toBe(200);
  });
});
