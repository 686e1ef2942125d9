import type { Answers, Step } from './answers.ts';
import { post } from './api.ts';
import { canKeep, dropDraft, fetchIntakeKey, findDraft, keepDraft, type StoredDraft, sealDraft } from './draft.ts';
import type { Journey } from './journey.ts';
import type { Sender } from './sender.ts';

/** What is kept of a journey. Photos are not: they would not fit. */
interface Kept {
  answers: Answers;
  step: Step;
  key: string;
  tried: string[];
}

const KEEP_AFTER_MS = 800;
const NO_WAY_BACK: readonly Step[] = ['done', 'stop'];

/** Keeps a journey on the device, if the citizen agreed. */
export class Drafts {
  private readonly journey: Journey;
  private readonly sender: Sender;
  /** Not on a shared device, not without TLS, not where storage is forbidden. */
  readonly isPossible: boolean;
  isWanted = false;
  found: StoredDraft | undefined;
  note: 'removed' | 'expired' | 'broken' | '' = '';
  private timer = 0;
  /** Seals one after the other; what was dropped meanwhile must not come back. */
  private round = 0;

  constructor(journey: Journey, sender: Sender) {
    this.journey = journey;
    this.sender = sender;
    this.isPossible = !journey.settings.isShared && canKeep();
    if (this.isPossible) this.found = findDraft(Date.now());
    journey.onChange = () => this.keepSoon();
    sender.onReceived = () => this.drop();
  }

  want(isWanted: boolean): void {
    this.isWanted = isWanted;
    if (isWanted) this.keepSoon();
    else this.drop();
    this.journey.stage.draw();
  }

  /** The key while the network is there: a draft is wanted most when it is not. */
  fetchKey(): void {
    if (this.isPossible) fetchIntakeKey().catch(() => {});
  }

  keepSoon(): void {
    clearTimeout(this.timer);
    if (this.isWanted) this.timer = window.setTimeout(() => void this.keep(), KEEP_AFTER_MS);
  }

  async keep(): Promise<void> {
    const { journey, sender } = this;
    clearTimeout(this.timer);
    if (!this.isWanted || NO_WAY_BACK.includes(journey.step)) return;
    const kept: Kept = {
      answers: journey.answers,
      step: journey.step,
      key: journey.key,
      tried: sender.tried.slice(-1),
    };
    this.round++;
    const { round } = this;
    const at = Date.now();
    try {
      const sealed = await sealDraft(
        await fetchIntakeKey(),
        JSON.stringify({ savedAt: new Date(at).toISOString(), draft: kept }),
      );
      if (this.isWanted && round === this.round) keepDraft({ at, sealed });
    } catch {
      // The page itself still holds every word; the next change tries again.
    }
  }

  async restore(): Promise<void> {
    const { found, journey, sender } = this;
    if (!found) return;
    const { status, data } = await post('/api/v1/drafts/open', { sealed: found.sealed });
    const kept = data?.draft as Kept | undefined;
    if (status === 200 && kept?.answers) {
      journey.answers = { ...journey.answers, ...kept.answers };
      journey.key = kept.key;
      sender.tried = kept.tried;
      this.found = undefined;
      this.isWanted = true;
      journey.go(kept.step);
      return;
    }
    // Only what can never be opened again goes.
    if (status === 410) {
      this.drop();
      this.note = 'expired';
    } else this.note = 'broken';
    journey.stage.draw();
  }

  remove(): void {
    this.drop();
    this.note = 'removed';
    this.journey.stage.draw('heading');
  }

  private drop(): void {
    clearTimeout(this.timer);
    this.round++;
    this.isWanted = false;
    this.found = undefined;
    dropDraft();
  }

  forget(): void {
    this.drop();
    this.note = '';
  }
}
