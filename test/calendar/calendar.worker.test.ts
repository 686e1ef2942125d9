import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { deadline } from '../../worker/calendar/calendar.rules.ts';
import { readCalendar } from '../../worker/calendar/calendar.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { runImport } from '../worker-setup.ts';

const db = openDatabase(env.DB);
const TERM = { start: '2026-09-30', amount: 5, unit: 'working-days' } as const;

describe('the calendar in the database', () => {
  it('is there after an import, with the years that are published', async () => {
    const calendar = await readCalendar(db);
    expect(calendar.publishedUntil).toBe('2026-12-31');
    expect([calendar.holidays.size, calendar.makeUpWorkdays.size]).toEqual([61, 11]);
    expect(deadline(calendar, TERM)).toEqual({ day: '2026-10-13', provisional: false });
  });

  it('loses what a later import no longer has, and has another version then', async () => {
    const before = await readCalendar(db);
    await env.DB.prepare("INSERT INTO calendar_day VALUES ('2026-10-12','holiday','国庆节','误抄')").run();
    await env.DB.prepare("INSERT INTO calendar_year VALUES (2027,'误抄')").run();
    const wrong = await readCalendar(db);
    expect(wrong.version).not.toBe(before.version);
    expect(deadline(wrong, TERM).day).toBe('2026-10-14');
    await runImport(env.TEST_IMPORT);
    expect((await readCalendar(db)).version).toBe(before.version);
  });

  it('takes no other kind of day and no other form of date', async () => {
    const insert = (day: string, kind: string) =>
      env.DB.prepare("INSERT INTO calendar_day VALUES (?1,?2,'元旦','通知')").bind(day, kind).run();
    await expect(insert('2027-01-01', 'weekend')).rejects.toThrow(/calendar_day_kind/);
    await expect(insert('2027/1/1', 'holiday')).rejects.toThrow(/calendar_day_form/);
  });

  it('that is empty makes every date provisional', async () => {
    await env.DB.batch([env.DB.prepare('DELETE FROM calendar_day'), env.DB.prepare('DELETE FROM calendar_year')]);
    expect(deadline(await readCalendar(db), TERM).provisional).toBe(true);
    await runImport(env.TEST_IMPORT);
  });
});
