import { Component } from 'preact';
import { recall, remember } from '../guide/device.ts';
import { fill } from '../guide/messages.ts';
import type { Store } from '../guide/store.ts';
import { pageMessages } from './messages.ts';

/** Of `/api/v1/notices`, what is shown. The texts are Chinese, as the office wrote them. */
interface Warning {
  id: string;
  level: string;
  levelName: string;
  title: string;
  whatToDo: string;
  endsAt: string;
}

// Kept before host scripts that run later can replace it.
const pristineFetch = window.fetch;

const CLOSED_KEY = 'one-window.closed.';
const SHANGHAI_MS = 8 * 3_600_000;
/** The longest that a timer of a browser waits. Unit: ms */
const LONGEST_MS = 2 ** 31 - 1;

const isOver = ({ endsAt }: Warning) => Date.parse(endsAt) <= Date.now();
/** `11-23 14:05`, as clocks in China have it. */
const clock = (iso: string) => new Date(Date.parse(iso) + SHANGHAI_MS).toISOString().slice(5, 16).replace('T', ' ');

/**
 * Public notices of the township that is chosen. Asked for once for each township, after everything that a reader waits
 * for; a notice goes by itself when its time is over. Without an answer there is none: the guide works all the same.
 */
export class Banner extends Component<{ store: Store }, { warnings: Warning[] }> {
  override state: { warnings: Warning[] } = { warnings: [] };
  private asked: string | undefined;
  private timer = 0;

  override componentDidMount(): void {
    void this.ask();
  }
  override componentDidUpdate(): void {
    if (this.asked !== this.props.store.township) void this.ask();
  }
  override componentWillUnmount(): void {
    clearTimeout(this.timer);
    this.asked = undefined;
  }

  private async ask(): Promise<void> {
    const { township } = this.props.store;
    const { OneWindow } = window;
    if (!OneWindow) return;
    this.asked = township;
    let warnings: Warning[] = [];
    try {
      const query = township ? `?township=${township}` : '';
      const options = { credentials: 'omit', referrerPolicy: 'no-referrer' } as const;
      const answer = await pristineFetch.call(window, `${OneWindow.base}/api/v1/notices${query}`, options);
      if (answer.ok) warnings = ((await answer.json()) as { items: Warning[] }).items;
    } catch {
      // A static copy without the service, no network, a policy of the page: then nothing is known.
    }
    // The reader may have gone on to another township, or away.
    if (this.asked === township) this.show(warnings);
  }

  private show(all: Warning[]): void {
    const warnings = all.filter((warning) => !isOver(warning) && !recall('sessionStorage', CLOSED_KEY + warning.id));
    clearTimeout(this.timer);
    if (warnings.length > 0) {
      const end = Math.min(...warnings.map(({ endsAt }) => Date.parse(endsAt)));
      this.timer = window.setTimeout(() => this.show(warnings), Math.min(end - Date.now(), LONGEST_MS));
    }
    this.setState({ warnings });
  }

  override render({ store }: { store: Store }, { warnings }: { warnings: Warning[] }) {
    const p = store.t.pages ?? pageMessages;
    return (
      <div role="status">
        {warnings.map((warning) => (
          <div key={warning.id} class={`warning ${warning.level}`}>
            <b lang="zh-CN">
              {warning.levelName}：{warning.title}
            </b>
            <ul lang="zh-CN">
              {warning.whatToDo.split('\n').map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <p>{fill(p.warningUntil, clock(warning.endsAt))}</p>
            <button
              type="button"
              onClick={() => {
                remember('sessionStorage', CLOSED_KEY + warning.id, '1');
                this.show(warnings);
              }}
            >
              {p.warningClose}
            </button>
          </div>
        ))}
      </div>
    );
  }
}
