import { groupOf, type Step } from './answers.ts';
import { Heading } from './fields.tsx';
import { outcomeOf } from './kinds.ts';
import { fill } from './messages.ts';
import { lists } from './PlacePages.tsx';
import type { PageProps } from './page.ts';

const nameIn = (named: { code: string; name: string }[] | undefined, code: string): string =>
  named?.find((one) => one.code === code)?.name ?? code;

/** Question, answer, page where it can be changed. */
function rowsOf({ t, journey }: PageProps): [string, string, Step][] {
  const { answers, photos, pick } = journey;
  const outcome = outcomeOf(answers.cause, answers.detail);
  const kind = outcome && typeof outcome === 'object' ? (outcome.petitionKind ?? outcome.kind) : 'complaint';
  const where = [
    answers.township && nameIn(lists.townships, answers.township),
    answers.village && nameIn(lists.villages, answers.village),
    answers.place,
  ];
  const bodies = [
    ...answers.offices.map((code) => nameIn(lists.offices, code)),
    ...answers.departments.map((code) => nameIn(lists.departments, code)),
  ];
  const isNamed = answers.identity !== 'anonymous';
  return [
    [t.check.kind, (t.kinds as Record<string, string>)[kind] ?? '', 'kind'],
    [t.what.text, answers.text, 'what'],
    [t.what.wish, answers.wish, 'what'],
    [t.check.matter, pick ? pick.name : t.check.unsorted, 'what'],
    [t.where.title, where.filter(Boolean).join(' '), 'where'],
    [t.about.persons, answers.persons, 'about'],
    ...(bodies.length ? ([[t.about.sees, bodies.join(t.comma), 'about']] as [string, string, Step][]) : []),
    [t.check.photos, photos.length ? fill(t.photos.count, photos.length) : '', 'photos'],
    [t.who.title, answers.identity && t.who[answers.identity], 'who'],
    ...(isNamed
      ? ([
          [t.reach.name, answers.name, 'reach'],
          [t.reach.phone, answers.phone, 'reach'],
          [t.reach.address, answers.address, 'reach'],
        ] as [string, string, Step][])
      : []),
    [t.check.group, answers.isGroup === 'many' ? fill(t.check.people, groupOf(answers)) : t.many.one, 'many'],
  ];
}

function State({ t, sender, drafts, journey }: PageProps) {
  const c = t.check;
  const { state, title, secondsLeft } = sender;
  if (state === 'sending') return <p class="notice">{c.sending}</p>;
  if (state === 'refused') return <p class="notice bad">{fill(c.refused, title)}</p>;
  if (state !== 'waiting') return null;
  return (
    <div class="notice bad">
      <p>
        <b>{c.waiting}</b>
      </p>
      <p>{drafts.isWanted ? c.keptHere : c.keptOpen}</p>
      <p>
        {/* Read out once, not every second. */}
        <span aria-hidden="true">{fill(c.again, Math.max(0, secondsLeft))}</span>
        {c.byHand}
      </p>
      {drafts.isPossible && !drafts.isWanted && (
        <button type="button" onClick={() => drafts.want(true)}>
          {c.save}
        </button>
      )}
      <button type="button" class="main" onClick={() => void sender.send()}>
        {journey.t.retry}
      </button>
    </div>
  );
}

export function CheckPage(page: PageProps) {
  const { t, journey, sender } = page;
  return (
    <>
      <Heading>{t.check.title}</Heading>
      <dl class="rows">
        {rowsOf(page).map(([question, answer, step]) => (
          <div key={question}>
            <dt>{question}</dt>
            <dd>{answer || t.none}</dd>
            <dd>
              <button
                type="button"
                class="link"
                aria-label={fill(t.changeOf, question)}
                disabled={sender.state === 'sending'}
                onClick={() => journey.change(step)}
              >
                {t.change}
              </button>
            </dd>
          </div>
        ))}
      </dl>
      <div role="status">
        <State {...page} />
      </div>
      {(sender.state === 'idle' || sender.state === 'refused') && (
        <button type="submit" class="main">
          {t.check.send}
        </button>
      )}
    </>
  );
}
