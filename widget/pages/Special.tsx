import { fill } from '../guide/messages.ts';
import type { ResultsProps } from '../guide/page.ts';
import { ItemRow } from '../guide/Row.tsx';
import type { Store } from '../guide/store.ts';
import { DOORS } from './IntakePage.tsx';
import { Listed } from './Listed.tsx';
import { pageMessages } from './messages.ts';
import { Tel } from './Tel.tsx';
import { TerritorialRow } from './TerritorialRow.tsx';

const NUMBERS = ['110', '119', '120'] as const;
type EmergencyNumber = (typeof NUMBERS)[number];

const textsOf = (store: Store) => store.t.pages ?? pageMessages;

/** An alert: whoever listens hears it at once, in the middle of whatever else is being said. */
export function Emergency({ store, dial }: { store: Store; dial: EmergencyNumber }) {
  const p = textsOf(store);
  return (
    <div class="sos stop" role="alert" tabIndex={-1}>
      <p class="big">{p.happening[dial]}</p>
      <Tel number={dial} text={fill(p.dialNow, `${dial} ${p.dialFor[dial]}`)} />
      <p>
        {NUMBERS.filter((number) => number !== dial).map((number) => (
          <Tel key={number} number={number} text={`${number} ${p.dialFor[number]}`} />
        ))}
      </p>
    </div>
  );
}

/** Perhaps somebody is in danger: one quiet line, and the answer below it. */
export function Caution({ store }: { store: Store }) {
  const p = textsOf(store);
  return (
    <p class="caution">
      {p.caution}{' '}
      {NUMBERS.map((number) => (
        <Tel key={number} number={number} text={`${number} ${p.dialFor[number]}`} />
      ))}
    </p>
  );
}

export function Proof({ store, proof }: { store: Store; proof: { name: string; where: string } }) {
  const p = textsOf(store);
  return (
    <div class="first stop" tabIndex={-1}>
      <h3>{p.notByVillage}</h3>
      <p class="big" lang="zh-CN">
        {proof.name}
      </p>
      {proof.where && (
        <>
          <p>{p.proofInstead}</p>
          <ul class="dots" lang="zh-CN">
            {proof.where.split(/[/;；]/).map((where) => (
              <li key={where}>{where}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Honest, and no wrong item: somebody else's work, or nothing that fits. */
export function NotHere({ store, topic = '', where = '' }: { store: Store; topic?: string; where?: string }) {
  const p = textsOf(store);
  return (
    <div class="first stop" tabIndex={-1}>
      {/* What nobody can be sent to has a name for editors alone. */}
      <h3>{topic ? p.notHere : p.nothingFound}</h3>
      {where ? (
        <p class="big" lang="zh-CN">
          {topic}
        </p>
      ) : (
        <p>{p.tryWords}</p>
      )}
      {where && <p lang="zh-CN">{fill(p.goTo, where)}</p>}
      <p class="more">
        <Tel number="12345" text={p.try12345} />
        <button
          type="button"
          data-code={DOORS.say}
          onClick={(event) => store.go('intake', DOORS.say, event.currentTarget)}
        >
          {p.say}
        </button>
      </p>
      {!topic && <p>{p.tryCounter}</p>}
    </div>
  );
}

/** Several items at once, in the order in which they come up. */
export function LifeEvent({ store, index, more, found }: ResultsProps) {
  const p = textsOf(store);
  if (!found.event) return null;
  const { name, codes } = found.event;
  return (
    <section class="event">
      <h3 class="stop" tabIndex={-1}>
        <Listed name={name} text={p.event} />
      </h3>
      <p class="hint">{p.eventHint}</p>
      <ol>
        {codes.map((code) => {
          const item = index.items.code.indexOf(code);
          const entry = more.territorial.code.indexOf(code);
          if (item >= 0) return <ItemRow key={code} store={store} index={index} at={item} />;
          return entry >= 0 && <TerritorialRow key={code} store={store} more={more} at={entry} />;
        })}
      </ol>
    </section>
  );
}
