/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import { isOpen, isTownship, isVillage } from '../directory/directory.rules.ts';
import { openDatabase } from '../platform/database.ts';
import type { HonoEnv, PublicContent } from '../platform/http.ts';
import { readKeys } from '../platform/keys.ts';
import { Problem } from '../platform/problem.ts';
import type { Choices } from './asking.pages.tsx';
import type { Border } from './border.routes.ts';
import { openDraft, sealDraft } from './carried.usecases.ts';
import { CheckPage, EmergencyPage } from './check.pages.tsx';
import { lineOf } from './guidance.rules.ts';
import { type Draft, type Fault, STEPS, type Step } from './intake.contract.ts';
import { StepPage } from './intake.pages.tsx';
import { answered, carriedBy, emptyDraft, faultsOf, readStep, stepAfter, stepBeside } from './intake.rules.ts';
import type { LiteContent } from './lite.contract.ts';
import { LITE_PROBLEMS } from './lite.errors.ts';
import { readText, suggestionsOf } from './matching.rules.ts';
import { capped, readPosted } from './posted.routes.ts';
import { sendIn } from './sending.routes.tsx';
import { show } from './shell.pages.tsx';
import { showsNothing } from './showing.rules.ts';

type Status = 200 | 400 | 403 | 409 | 413 | 422 | 429 | 500 | 503;

/** What the lists offer for a draft: everything but the text's own suggestions costs nothing. */
function choicesOf({ directory, lists, engine }: LiteContent, draft: Draft): Choices {
  const inTownship = <Row extends { parentCode: string }>(row: Row) => row.parentCode === draft.township;
  const line = (code: string) => lineOf(code, lists, directory, '') ?? [];
  const reading = readText(engine, draft.text);
  return {
    townships: directory.divisions.filter(isTownship),
    villages: directory.divisions.filter((division) => isVillage(division) && inTownship(division)),
    offices: directory.offices
      .filter((office) => isOpen(office) && office.townshipCode === draft.township)
      .map(({ id, name }) => ({ code: id, name })),
    departments: directory.departments,
    suggestions: suggestionsOf(reading, draft.territorial, lists).flatMap(({ code, matchedName }) =>
      [line(code)].flat().map((found) => ({ ...found, matchedName })),
    ),
    items: reading.items.flatMap(({ code }) => line(code)),
  };
}

export function intakeRoutes(published: PublicContent<LiteContent>, border: Border) {
  const current = (c: Context<HonoEnv>) => published.current(openDatabase(c.env.DB), Date.now());

  const showStep = async (
    c: Context<HonoEnv>,
    content: LiteContent,
    step: Step,
    draft: Draft,
    faults: readonly Fault[] = [],
    status: Status = faults.length > 0 ? 422 : 200,
    headers: Record<string, string> = {},
  ) => {
    const choices = choicesOf(content, draft);
    const carried = step === 'what' ? { ...draft, text: '', wish: '' } : draft;
    const sealed = await sealDraft(
      readKeys(c.env),
      { ...carried, complete: draft.complete || step === 'check' },
      Date.now(),
    );
    const own = faults.filter((fault) => fault.step === step);
    const children =
      step === 'check' ? (
        <CheckPage draft={draft} sealed={sealed} choices={choices} faults={own} />
      ) : (
        <StepPage step={step} draft={draft} sealed={sealed} faults={own} choices={choices} />
      );
    const number = STEPS.indexOf(step) + 1;
    const title = `${own.length > 0 ? '请改：' : ''}说事（第 ${number} 页）`;
    const keeping = own.length === 0 && status === 200 && showsNothing(step, draft) ? 'question' : 'personal';
    return show(c, { title, township: draft.township, dataset: content.dataset, children }, keeping, status, headers);
  };

  return new Hono<HonoEnv>()
    .get('/lite/report', async (c) => {
      const content = await current(c);
      const known = (list: readonly { code: string }[], name: string) => {
        const code = c.req.query(name) ?? '';
        return list.some((one) => one.code === code) ? code : '';
      };
      const draft = emptyDraft(
        crypto.randomUUID(),
        known(content.directory.divisions.filter(isTownship), 'township'),
        known(content.lists.territorialItems, 'territorial'),
        known(content.lists.serviceItems, 'item'),
        Date.now(),
      );
      return showStep(c, content, 'notice', draft);
    })
    .post('/lite/report', capped(), async (c) => {
      const posted = await readPosted(c);
      const keys = readKeys(c.env);
      const before = await openDraft(keys, carriedBy(posted), Date.now());
      if (before === null) throw new Problem(LITE_PROBLEMS.brokenForm);
      const content = await current(c);
      const step = readStep(posted);
      const draft = answered(before, step, posted);
      if ('calm' in posted) draft.calm = true;
      const wanted = STEPS.find((one) => `to_${one}` in posted);
      if (wanted) return showStep(c, content, wanted, draft);
      const reading = readText(content.engine, draft.text);
      const hasMatches = suggestionsOf(reading, draft.territorial, content.lists).length > 0;
      if ('back' in posted) return showStep(c, content, stepBeside(step, -1, draft, hasMatches), draft);

      const faults = faultsOf(draft);
      if ('send' in posted) {
        const [first] = faults;
        if (first) return showStep(c, content, first.step, draft, faults);
        return sendIn(c, border, content, draft, (refused, status, headers) =>
          showStep(c, content, refused[0]?.step ?? 'check', draft, refused, status, headers),
        );
      }
      if (faults.some((fault) => fault.step === step)) return showStep(c, content, step, draft, faults);
      if (step === 'what' && reading.emergency !== null && !draft.calm) {
        const children = <EmergencyPage sealed={await sealDraft(keys, draft, Date.now())} dial={reading.emergency} />;
        return show(
          c,
          { title: '有危险先打电话', township: draft.township, dataset: content.dataset, children },
          'personal',
        );
      }
      return showStep(c, content, stepAfter(step, before, draft, hasMatches), draft);
    });
}
