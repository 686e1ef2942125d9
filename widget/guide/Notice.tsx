import type { Failure } from './data.ts';
import type { Messages } from './messages.ts';
import type { Store } from './store.ts';

/** As high as the first view will be, so that nothing below the widget jumps when it arrives. */
export function Loading({ t }: { t: Messages }) {
  return (
    <div class="loading">
      <p>{t.loading}</p>
      <p class="late">
        <Lite t={t} />
      </p>
      <i />
      <i />
      <i />
    </div>
  );
}

/** The way that is always open: the same guide without a script. */
const Lite = ({ t }: { t: Messages }) => <a href={`${window.OneWindow?.base}/lite`}>{t.lite}</a>;

export function Trouble({ store, failure }: { store: Store; failure: Failure }) {
  const { t } = store;
  return (
    <div class="notice">
      <p>
        {failure === 'network' ? t.failedNetwork : t.failedData} <Lite t={t} />
      </p>
      <button type="button" class="main" onClick={() => store.retry()}>
        {t.retry}
      </button>
    </div>
  );
}
