import { Component } from 'preact';
import type { Store } from '../guide/store.ts';
import { FeedbackForm } from './FeedbackForm.tsx';
import { enlarge, isElder, switchLetters } from './letters.ts';
import { pageMessages } from './messages.ts';
import { ReadAloud } from './ReadAloud.tsx';
import { Share } from './Share.tsx';

/** For those who read with difficulty; stands below results as well. */
export function Letters({ store }: { store: Store }) {
  const p = store.t.pages ?? pageMessages;
  const elder = isElder(store);
  return (
    <>
      {elder && (
        <button type="button" onClick={() => enlarge(store)}>
          {p.larger}
        </button>
      )}
      <button type="button" class="letters" onClick={() => switchLetters(store)}>
        {elder ? p.standard : p.elder}
      </button>
    </>
  );
}

interface ToolsProps {
  store: Store;
  code: string;
  /** Which list the entry stands in, as `/lite` names it. */
  list: 'items' | 'duties';
}

/** What one can do with a guide besides following it. */
export class Tools extends Component<ToolsProps, { open: '' | 'share' | 'wrong' }> {
  override state = { open: '' as const };

  override render({ store, code, list }: ToolsProps, { open }: { open: '' | 'share' | 'wrong' }) {
    const p = store.t.pages ?? pageMessages;
    const base = new URL(window.OneWindow?.base ?? '', location.href).href.replace(/\/$/, '');
    const address = `${base}/lite/${list}/${code}${store.township && `?township=${store.township}`}`;
    const toggle = (what: 'share' | 'wrong') => this.setState({ open: open === what ? '' : what });
    return (
      <section class="tools">
        <ReadAloud p={p} />
        <Letters store={store} />
        <a class="tel" href={address} target="_blank" rel="noopener">
          {p.print}
        </a>
        <button type="button" aria-expanded={open === 'share'} onClick={() => toggle('share')}>
          {p.share}
        </button>
        <button type="button" class="wrong" aria-expanded={open === 'wrong'} onClick={() => toggle('wrong')}>
          {p.wrong}
        </button>
        {open === 'share' && <Share key={address} p={p} address={address} />}
        {open === 'wrong' && <FeedbackForm store={store} code={code} />}
      </section>
    );
  }
}
