import {
  type Answers,
  bodyOf,
  type Fault,
  faultsOf,
  firstFaulty,
  noAnswers,
  type Pick,
  type Step,
  stepAfter,
} from './answers.ts';
import { newKey } from './api.ts';
import { outcomeOf } from './kinds.ts';
import type { Messages } from './messages.ts';
import { fill } from './messages.ts';
import { MOST_PHOTOS, type Photo, reencode } from './photos.ts';
import type { Settings } from './settings.ts';
import type { Suggester, Suggestions } from './suggest.ts';

/** What the journey needs of the page around it. */
export interface Stage {
  /** Draws the present state; afterwards the heading, or the list of faults, takes the focus. */
  draw(focus?: 'heading' | 'faults'): void;
  /** Puts a page into the browser's own history. */
  push(step: Step): void;
  replace(step: Step): void;
  /** Leaves intake for tracking. */
  track(): void;
}

const THINK_AFTER_MS = 400;

/** Everything a citizen has said so far, where they stand, and what they can do next. */
export class Journey {
  readonly settings: Settings;
  readonly stage: Stage;
  t: Messages;
  answers: Answers;
  step: Step = 'danger';
  faults: Fault[] = [];
  /** Came here from the check page: continue goes back to it. */
  isChanging = false;
  photos: Photo[] = [];
  photoNote = '';
  isWorking = false;
  /** One key for one matter: however often it is sent, it is received once. */
  key = newKey();
  suggestions: Suggestions | undefined;
  /** Said to have been dialled, or to be none. */
  isHeeded = false;
  /** Called after every change of an answer. */
  onChange: () => void = () => {};
  private suggester: Suggester | undefined;
  private thinking = 0;

  constructor(settings: Settings, t: Messages, stage: Stage) {
    this.settings = settings;
    this.t = t;
    this.stage = stage;
    this.answers = noAnswers(settings.township);
  }

  set(change: Partial<Answers>): void {
    this.answers = { ...this.answers, ...change };
    if ('text' in change || 'township' in change) this.think();
    this.onChange();
    this.stage.draw();
  }

  /** Shows a page: by continue, by a link, by the browser's back and forward. */
  show(step: Step): void {
    this.step = step;
    this.faults = [];
    if (step === 'what') void this.loadSuggester();
    this.stage.draw('heading');
  }

  go(step: Step): void {
    this.stage.push(step);
    this.show(step);
  }

  change(step: Step): void {
    this.isChanging = true;
    this.go(step);
  }

  fault(faults: Fault[]): void {
    this.faults = faults;
    this.stage.draw('faults');
  }

  /** Continue: only now is anything checked. */
  next(): void {
    const { answers, step, t } = this;
    const faults = faultsOf(step, answers, t);
    if (faults.length) {
      this.fault(faults);
      return;
    }
    // The last words may be too fresh to have been thought about.
    if (step === 'what') this.thinkNow();
    const outcome = outcomeOf(answers.cause, answers.detail);
    if (step === 'more' && outcome === 'danger') this.go('danger');
    else if (step === 'more' && outcome === 'track') this.stage.track();
    else if (step === 'what' && this.mustStop()) this.go('stop');
    else this.go(this.following(step));
  }

  private following(step: Step): Step {
    const after = stepAfter(step, this.answers);
    // A changed answer may open another question.
    const leadsOn = step === 'kind' || (step === 'who' && after === 'reach');
    if (!this.isChanging || leadsOn) return after;
    const faulty = firstFaulty(this.answers, this.t);
    this.isChanging = !!faulty;
    return faulty ?? 'check';
  }

  mustStop(): boolean {
    return !!this.suggestions?.emergency && !this.isHeeded;
  }

  heed(): void {
    this.isHeeded = true;
    this.go(this.following('stop'));
  }

  /** The suggestion in force: chosen by hand, else the best one; none when the citizen said so. */
  get pick(): Pick | null {
    const { pick, seems } = this.answers;
    return pick === undefined ? (seems ?? null) : pick;
  }

  get body(): string | undefined {
    const { isFramed, site } = this.settings;
    const body = bodyOf(this.answers, isFramed ? 'widget' : 'page', site);
    return body && JSON.stringify(body);
  }

  /** After the page can be used: what suggests is larger than the page itself. */
  private async loadSuggester(): Promise<void> {
    if (this.suggester) return;
    await new Promise((done) => setTimeout(done));
    try {
      const { loadSuggester } = await import('./suggest.ts');
      this.suggester = await loadSuggester();
    } catch {
      // Without it a clerk sorts, as always.
      return;
    }
    const preset = this.suggester.entry(this.settings.code);
    if (preset && this.answers.pick === undefined) this.answers = { ...this.answers, pick: preset };
    this.thinkNow();
    this.stage.draw();
  }

  private think(): void {
    clearTimeout(this.thinking);
    this.thinking = window.setTimeout(() => {
      // The network may be back.
      if (!this.suggester && this.step === 'what') void this.loadSuggester();
      this.thinkNow();
      this.stage.draw();
    }, THINK_AFTER_MS);
  }

  private thinkNow(): void {
    const { text, township } = this.answers;
    if (!this.suggester || !text.trim()) {
      this.suggestions = undefined;
      return;
    }
    this.suggestions = this.suggester.suggest(text, township);
    const { list, township: named } = this.suggestions;
    // Preset, never over what was chosen.
    this.answers = { ...this.answers, seems: list[0] ?? null, township: township || named };
  }

  async addPhotos(files: readonly File[]): Promise<void> {
    const { photos: texts } = this.t;
    this.isWorking = true;
    this.photoNote = '';
    this.stage.draw();
    for (const file of files) {
      if (this.photos.length >= MOST_PHOTOS) {
        this.photoNote = texts.tooMany;
        break;
      }
      try {
        this.photos = [...this.photos, await reencode(file)];
      } catch {
        this.photoNote = fill(texts.unreadable, file.name);
      }
      this.stage.draw();
    }
    this.isWorking = false;
    this.photoNote ||= fill(texts.count, this.photos.length);
    this.stage.draw();
  }

  removePhoto(at: number): void {
    const [gone] = this.photos.splice(at, 1);
    if (gone) URL.revokeObjectURL(gone.url);
    this.photoNote = fill(this.t.photos.count, this.photos.length);
    this.stage.draw('heading');
  }

  /** Nothing of it stays, neither here nor in what is sent next. */
  forget(): void {
    clearTimeout(this.thinking);
    for (const { url } of this.photos) URL.revokeObjectURL(url);
    this.photos = [];
    this.answers = noAnswers(this.settings.township);
    this.key = newKey();
    this.suggestions = undefined;
    this.photoNote = '';
    this.isChanging = this.isHeeded = false;
  }
}
