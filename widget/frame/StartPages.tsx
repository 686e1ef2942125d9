import { Heading, Tel, Tick } from './fields.tsx';
import { fill } from './messages.ts';
import type { PageProps } from './page.ts';

const NUMBERS = ['110', '119', '120'] as const;

function Numbers({ t, first }: Pick<PageProps, 't'> & { first?: string | null | undefined }) {
  const numbers = [...NUMBERS].sort((a, b) => Number(b === first) - Number(a === first));
  return (
    <p class="sos">
      {numbers.map((number) => (
        <Tel key={number} number={number} text={t.danger[number]} />
      ))}
    </p>
  );
}

/** 0: danger first. Whoever is in danger needs no form. */
export function DangerPage({ t, journey, drafts }: PageProps) {
  const { found, note } = drafts;
  const d = t.danger;
  return (
    <>
      <Heading>{d.title}</Heading>
      <p>{d.lead}</p>
      <Numbers t={t} />
      {note && (
        <p class="notice" role="status">
          {d[note]}
        </p>
      )}
      {found && (
        <div class="notice">
          <p>{fill(d.draft, new Date(found.at).toLocaleDateString(journey.settings.language))}</p>
          <button type="button" class="main" onClick={() => void drafts.restore()}>
            {d.restore}
          </button>
          <button type="button" onClick={() => drafts.remove()}>
            {d.remove}
          </button>
        </div>
      )}
      <button type="submit" class={found ? '' : 'main'}>
        {d.go}
      </button>
      <button type="button" onClick={() => journey.stage.track()}>
        {d.track}
      </button>
      <p class="hint">{d.leaveHint}</p>
    </>
  );
}

/** What was written tells of danger under way: telephone first, and what was written stays. */
export function StopPage({ t, journey }: PageProps) {
  return (
    <>
      <Heading>{t.stop.title}</Heading>
      <p>{t.stop.lead}</p>
      <Numbers t={t} first={journey.suggestions?.emergency} />
      <button type="button" onClick={() => journey.heed()}>
        {t.stop.go}
      </button>
    </>
  );
}

/** Personal information law: who, what for, what, who sees it, where and how long, rights, before anything is asked. */
export function NoticePage({ t, journey, drafts }: PageProps) {
  const n = t.notice;
  const { answers, settings } = journey;
  return (
    <>
      <Heading>{n.title}</Heading>
      <dl class="points">
        {n.points.map(([what, how]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
      <Tick
        label={n.sensitive + t.optional}
        hint={n.sensitiveHint}
        isOn={answers.sensitive}
        onTick={(sensitive) => journey.set({ sensitive })}
      />
      <Tick label={n.guardian + t.optional} isOn={answers.guardian} onTick={(guardian) => journey.set({ guardian })} />
      {drafts.isPossible && (
        <Tick
          label={n.draft + t.optional}
          hint={n.draftHint}
          isOn={drafts.isWanted}
          onTick={(isOn) => drafts.want(isOn)}
        />
      )}
      {settings.isShared && <p class="notice">{n.shared}</p>}
      <button type="submit" class="main">
        {n.go}
      </button>
    </>
  );
}
