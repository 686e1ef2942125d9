import type { EmbedIndex } from '#catalogue/embed';
import { isVillageItem, officeOf } from '../guide/catalogue.ts';
import { fill } from '../guide/messages.ts';
import type { Store } from '../guide/store.ts';
import { pageMessages } from './messages.ts';
import { Tel } from './Tel.tsx';

/** The best result can be acted upon at once: whom to call, and when somebody is there. */
export function Act({ store, index, at }: { store: Store; index: EmbedIndex; at: number }) {
  const { t, township, guides } = store;
  const p = t.pages ?? pageMessages;
  if (!township)
    return (
      <button type="button" class="chip" onClick={() => store.go('townships', '')}>
        {t.chooseTownship}
      </button>
    );
  // The station of a village publishes nothing of its own.
  const isVillage = isVillageItem(index.items.code[at] ?? '');
  const contact = isVillage ? undefined : guides?.officeContacts[`${township}-${officeOf(index, township, at)}`];
  return (
    <>
      {contact?.phone && <Tel number={contact.phone} text={fill(p.call, contact.phone)} />}
      {contact?.hours && (
        <span lang="zh-CN">
          {p.hours} {contact.hours}
        </span>
      )}
      {!contact?.phone && !contact?.hours && <span class="hint">{p.contactUnknown}</span>}
    </>
  );
}

/** Whoever only wants to report a trouble need not know whose it is: in writing, or by telephone. */
export function Report({ store, code }: { store: Store; code: string }) {
  const p = store.t.pages ?? pageMessages;
  return (
    <>
      <button
        type="button"
        class="main say"
        data-code={`say-${code}`}
        onClick={(event) => store.go('intake', code, event.currentTarget)}
      >
        {p.say}
      </button>
      <Tel number="12345" text={p.report} />
    </>
  );
}
