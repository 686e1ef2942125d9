import { Component } from 'preact';
import type { PageMessages } from './messages.ts';
import { ownVoice, readOut, spokenParts } from './speech.ts';

/** Browsers find their voices a moment after they are asked for the first time. */
const LOOK_AGAIN_MS = 700;
const MOST_LOOKS = 4;

/** Reads the guide around it. Where the device has no Chinese voice of its own there is no button. */
export class ReadAloud extends Component<{ p: PageMessages }> {
  private voice: SpeechSynthesisVoice | undefined;
  private reading: { stop(): void } | undefined;
  private timer = 0;
  private button: HTMLButtonElement | null = null;

  override componentDidMount(): void {
    this.look(MOST_LOOKS);
  }
  override componentWillUnmount(): void {
    clearTimeout(this.timer);
    this.reading?.stop();
  }

  private look(left: number): void {
    this.voice = ownVoice();
    if (this.voice) this.forceUpdate();
    else if (left > 1) this.timer = window.setTimeout(() => this.look(left - 1), LOOK_AGAIN_MS);
  }

  private readonly press = (): void => {
    const page = this.button?.closest('.body');
    if (this.reading) {
      this.reading.stop();
      this.reading = undefined;
    } else if (page && this.voice) {
      let isOver = false;
      const reading = readOut(spokenParts(page), this.voice, () => {
        isOver = true;
        this.reading = undefined;
        this.forceUpdate();
      });
      if (!isOver) this.reading = reading;
    }
    this.forceUpdate();
  };

  override render({ p }: { p: PageMessages }) {
    if (!this.voice) return null;
    return (
      <button
        type="button"
        class="read"
        aria-pressed={!!this.reading}
        ref={(button) => {
          this.button = button;
        }}
        onClick={this.press}
      >
        {this.reading ? p.readStop : p.read}
      </button>
    );
  }
}
