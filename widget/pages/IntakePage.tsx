import { Component } from 'preact';
import type { PageProps } from '../guide/page.ts';
import { mayFrame } from './framing.ts';
import { pageMessages } from './messages.ts';

/** All that the frame ever says; anything else is nobody's. */
type Word = { oneWindow: 'height'; px: number } | { oneWindow: 'close' } | { oneWindow: 'submitted' };

/** What stands in the place of a code where nobody comes from an entry of the list. */
export const DOORS = { say: 'say', track: 'track' } as const;

const LEAST_PX = 320;
const MOST_PX = 20_000;
/** A slow network takes its time; a refused frame would stay empty for ever. */
const PATIENCE_MS = 25_000;

function isWord(data: unknown): data is Word {
  if (typeof data !== 'object' || data === null) return false;
  const { oneWindow, px } = data as { oneWindow?: unknown; px?: unknown };
  const names = Object.keys(data).length;
  if (oneWindow === 'height')
    return names === 2 && typeof px === 'number' && Number.isInteger(px) && px > 0 && px < MOST_PX;
  return names === 1 && (oneWindow === 'close' || oneWindow === 'submitted');
}

/**
 * The second door. What a citizen writes stands on a page of our own origin: scripts of the host page can read every
 * key in a shadow root, and nothing in here.
 */
export class IntakePage extends Component<PageProps> {
  private frame: HTMLIFrameElement | null = null;
  private bar: HTMLElement | null = null;
  private ways: HTMLElement | null = null;
  /** `apart`: this page may not hold the frame, or the frame never said a word. */
  private way: 'asking' | 'frame' | 'apart' = 'asking';
  private timer = 0;
  private isGone = false;
  private readonly origin = new URL(window.OneWindow?.base ?? '', location.href).origin;

  private readonly hear = ({ data, origin, source }: MessageEvent): void => {
    const { frame } = this;
    const { store } = this.props;
    if (!frame || source !== frame.contentWindow || origin !== this.origin || !isWord(data)) return;
    clearTimeout(this.timer);
    if (data.oneWindow === 'height') {
      frame.style.height = `${Math.max(LEAST_PX, data.px)}px`;
      // The next page is shorter and begins above: nobody should look at an empty end.
      if (frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
    } else if (data.oneWindow === 'close') store.move(-1);
    else {
      // The receipt has a way out of its own, which sees to it that the code was kept.
      if (this.ways) this.ways.hidden = true;
      // Nothing of the case goes with it: not its number, not its kind.
      store.host.tell('submitted', {});
    }
  };

  override componentDidMount(): void {
    window.addEventListener('message', this.hear);
    void mayFrame(window.OneWindow?.base ?? '').then((isAllowed) => this.take(isAllowed ? 'frame' : 'apart'));
  }
  override componentWillUnmount(): void {
    this.isGone = true;
    clearTimeout(this.timer);
    window.removeEventListener('message', this.hear);
    this.hideBar(false);
  }

  private take(way: 'frame' | 'apart'): void {
    if (this.isGone) return;
    this.way = way;
    this.forceUpdate(() => this.hideBar(way === 'frame'));
    // Refused by something that we cannot see from here: nobody should look at an empty box for good.
    if (way === 'frame') this.timer = window.setTimeout(() => this.take('apart'), PATIENCE_MS);
  }

  /** The frame has a way back of its own: with a second one beside it, a slip of the thumb loses a whole story. */
  private hideBar(isHidden: boolean): void {
    this.bar = this.frame?.closest('.sheet')?.querySelector<HTMLElement>('.bar') ?? this.bar;
    if (this.bar) this.bar.hidden = isHidden;
  }
  /** A frame that is drawn anew would lose what was written. */
  override shouldComponentUpdate(): boolean {
    return false;
  }

  private address(path: string): string {
    const { store, place } = this.props;
    const isElder = !!(store.host as unknown as Element).matches?.('[mode=elder]');
    const { code } = place;
    const query = {
      township: store.township,
      lang: store.language,
      mode: isElder ? 'elder' : '',
      ...(code === DOORS.track ? { door: code } : { code: code === DOORS.say ? '' : code }),
    };
    const asked = Object.entries(query)
      .filter(([, value]) => value)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return `${this.origin}${path}?${asked.join('&')}`;
  }

  override render({ store, place }: PageProps) {
    const p = store.t.pages ?? pageMessages;
    const title = place.code === DOORS.track ? p.track : p.say;
    if (this.way !== 'frame')
      return (
        <>
          <h2 tabIndex={-1}>{title}</h2>
          {this.way === 'asking' ? (
            <p class="hint">{p.sayOpening}</p>
          ) : (
            <>
              <p>{p.sayElsewhere}</p>
              <a class="tel apart" href={this.address('/intake')} target="_blank" rel="noopener">
                {p.sayGo}
              </a>
            </>
          )}
        </>
      );
    return (
      <>
        <h2 tabIndex={-1}>{title}</h2>
        <p class="hint">{p.sayHint}</p>
        <iframe
          class="frame"
          title={title}
          src={this.address('/embed/frame')}
          sandbox="allow-scripts allow-forms allow-same-origin allow-popups allow-downloads"
          referrerpolicy="origin"
          ref={(frame) => {
            this.frame = frame;
          }}
        />
        <p
          ref={(ways) => {
            this.ways = ways;
          }}
        >
          <button type="button" onClick={() => store.move(-1)}>
            {p.sayLeave}
          </button>{' '}
          <a class="tel" href={this.address('/intake')} target="_blank" rel="noopener">
            {p.sayApart}
          </a>
        </p>
      </>
    );
  }
}
