import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { readCase } from '../../worker/cases/cases.store.ts';
import { readJournal } from '../../worker/cases/journal.usecases.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { eraseDue } from '../../worker/cases/retention.usecases.ts';
import { rewrapSome } from '../../worker/cases/rewrap.usecases.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import type { Env } from '../../worker/platform/env.ts';
import { makeKeys, readKeys } from '../../worker/platform/keys.ts';
import { Citizen, unlimited } from './caller.ts';
import { worldOf } from './staff.ts';

const real = { ...(env as unknown as Env), RATE_LIMITS: 'off' };

/** The keys in use with a new one beside them, as docs/operating.md says it is done; then without the old one. */
async function rotated() {
  const old = JSON.parse(real.CASE_KEYS) as Record<'encryption' | 'receipt', Record<string, string>> & {
    active: string;
  };
  const fresh = JSON.parse(await makeKeys({ development: true, kid: 'next' })) as typeof old;
  const both = {
    ...old,
    active: 'next',
    encryption: { ...old.encryption, ...fresh.encryption },
    receipt: { ...old.receipt, ...fresh.receipt },
  };
  return { both: JSON.stringify(both), alone: JSON.stringify({ ...both, encryption: fresh.encryption }) };
}

describe('a change of the key-encryption key', () => {
  it('carries every case and the journal over, a stretch at a time; then the old key may go', async () => {
    const receipts = await Promise.all(Array.from({ length: 5 }, async () => (await unlimited().submit()).body));
    const { both, alone } = await rotated();
    const during = { ...real, CASE_KEYS: both };
    const ids = receipts.map(({ receiptNumber }) => caseIdOf(readKeys(real), receiptNumber));
    const erased = ids.at(-1) ?? 0;
    await env.DB.prepare("UPDATE case_record SET state = 'withdrawn', closed_at = 1, retain_until = 1 WHERE id = ?")
      .bind(erased)
      .run();
    await eraseDue(await worldOf(real));
    const sums = { cases: 0, journal: 0 };
    for (let run = 0; run < 4; run++) {
      const { cases = 0, journal = 0 } = await rewrapSome(await worldOf(during));
      sums.cases += cases;
      sums.journal += journal;
    }
    expect(sums).toEqual({ cases: 4, journal: 4 });
    expect(await rewrapSome(await worldOf(during))).toEqual({ cases: 0, journal: 0 });
    const later = new Citizen({ RATE_LIMITS: 'off', CASE_KEYS: alone });
    for (const { receiptNumber, lookupCode, token } of receipts.slice(0, 4)) {
      await later.step({ receiptNumber, token }, 'supplement', { text: '还在排。' });
      const { body } = await later.lookUp(receiptNumber, lookupCode);
      expect(body.messages.map(({ text }) => text)).toEqual(['还在排。']);
    }
    const after = await worldOf({ ...real, CASE_KEYS: alone });
    for (const id of ids.slice(0, 4)) {
      expect((await readCase(after.db, id))?.wrappedKey).toMatch(/^v1\.next\./);
      const entry = await readJournal(after, id);
      expect(entry?.row.wrappedKey).toMatch(/^v1\.next\./);
    }
    expect(await after.objects.get(`journal/${idText(erased)}`)).toBeNull();
    expect((await readCase(after.db, erased))?.wrappedKey).toBeNull();
  }, 30_000);

  it('does nothing while there is one key only', async () => {
    expect(await rewrapSome(await worldOf(real))).toEqual({ cases: 0, journal: 0 });
  });
});
