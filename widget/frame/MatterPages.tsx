import { Choice, Heading, Line } from './fields.tsx';
import { CAUSES, type Cause, detailsOf } from './kinds.ts';
import { fill } from './messages.ts';
import type { PageProps } from './page.ts';
import type { Suggestion } from './suggest.ts';

export function KindPage({ t, journey }: PageProps) {
  const k: Record<string, string> = t.kind;
  return (
    <Choice
      t={t}
      isHeading
      name="cause"
      label={t.kind.title}
      faults={journey.faults}
      value={journey.answers.cause}
      options={CAUSES.map((value) => ({ value, label: k[value] ?? '', hint: k[`${value}Hint`] }))}
      onChoose={(cause) => journey.set({ cause: cause as Cause, detail: '' })}
    />
  );
}

export function MorePage({ t, journey }: PageProps) {
  const { cause, detail } = journey.answers;
  const m: Record<string, string> = t.more;
  return (
    <Choice
      t={t}
      isHeading
      name="detail"
      label={m[cause] ?? ''}
      faults={journey.faults}
      value={detail}
      options={detailsOf(cause).map((value) => ({ value, label: m[value] ?? '' }))}
      onChoose={(chosen) => journey.set({ detail: chosen })}
    />
  );
}

/** Who leads a trouble, or does an item. */
const leadOf = ({ t }: Pick<PageProps, 't'>, { kind, lead }: { kind: string; lead: string }) =>
  lead && fill(kind === 'item' ? t.what.office : t.what.lead, lead);

const reasonOf = ({ t }: Pick<PageProps, 't'>, { why }: Suggestion) =>
  why ? fill(t.what.because, why) : t.what.becauseAlike;

/** A suggestion with its reason: one may take another, or none. */
function Seems(page: PageProps) {
  const { t, journey } = page;
  const { pick, suggestions, answers } = journey;
  const w = t.what;
  if (!suggestions && !pick) return null;
  const list = suggestions?.list ?? [];
  const why = list.find(({ code }) => code === pick?.code);
  return (
    <div class="notice" aria-live="polite">
      {suggestions?.elsewhere && <p>{fill(w.elsewhere, suggestions.elsewhere.topic, suggestions.elsewhere.where)}</p>}
      {pick ? (
        <>
          <p>
            <b>{fill(w.seems, pick.name)}</b>
            {pick.lead && `（${leadOf(page, pick)}）`}
          </p>
          <p class="hint">
            {why && `${reasonOf(page, why)}。`}
            {w.keep}
          </p>
        </>
      ) : (
        <p>{w.unsorted}</p>
      )}
      {list.length > 0 && (
        <details>
          <summary>{w.wrong}</summary>
          <Choice
            t={t}
            name="pick"
            label={w.which}
            faults={[]}
            value={pick?.code ?? (answers.pick === null ? 'none' : '')}
            options={[
              ...list.map((one) => ({
                value: one.code,
                label: one.name,
                hint: leadOf(page, one),
              })),
              { value: 'none', label: w.noneOf },
            ]}
            onChoose={(value) => {
              const chosen = list.find(({ code }) => code === value);
              journey.set({
                pick: chosen ? { kind: chosen.kind, code: chosen.code, name: chosen.name, lead: chosen.lead } : null,
              });
            }}
          />
        </details>
      )}
    </div>
  );
}

export function WhatPage(page: PageProps) {
  const { t, journey } = page;
  const { answers, faults, suggestions, isHeeded } = journey;
  const dial = suggestions?.emergency as '110' | undefined;
  return (
    <>
      <Heading>{t.what.title}</Heading>
      <Line
        t={t}
        name="text"
        label={t.what.text}
        hint={t.what.textHint}
        faults={faults}
        rows={6}
        value={answers.text}
        onText={(text) => journey.set({ text })}
      />
      {dial && !isHeeded && (
        <p class="sos" role="alert">
          <a class="tel" href={`tel:${dial}`}>
            {t.stop.title}
            {t.colon}
            {t.danger[dial]}
          </a>
        </p>
      )}
      {(!dial || isHeeded) && <Seems {...page} />}
      <Line
        t={t}
        name="wish"
        label={t.what.wish}
        isOptional
        faults={faults}
        rows={3}
        value={answers.wish}
        onText={(wish) => journey.set({ wish })}
      />
    </>
  );
}
