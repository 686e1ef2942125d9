import type { EmbedGuides, EmbedIndex } from '#catalogue/embed';
import { type SearchHit, type SearchIndex, search } from '#search/rules';
import { type CatalogueEntry, searchIndexOf, townshipName } from './catalogue.ts';
import { type Failure, failureOf, loadGuides, loadIndex, loadMessages } from './data.ts';
import { recallTownship, rememberTownship } from './device.ts';
import {
  advance,
  amend,
  type Place,
  placeOf,
  retreat,
  startTrail,
  step,
  type Trail,
  type ViewName,
} from './history.ts';
import { fill, type Messages, messages } from './messages.ts';

/** Where the reader's attention goes after a change. */
export type Focus = 'heading' | 'box' | 'launcher' | 'row';

export interface Host {
  /** Draws the present state, then moves the focus. */
  draw(focus?: Focus): void;
  /** Fetches the second stage: what draws a guide. */
  loadPages(): Promise<{ agreeing(index: EmbedIndex, guides: EmbedGuides): Promise<[EmbedIndex, EmbedGuides]> }>;
  /** Tells the host page, as `one-window-<name>`. */
  tell(name: 'ready' | 'navigate' | 'error', detail: object): void;
}

/** More hits than one reads on a phone only hide the good ones. */
const HITS_SHOWN = 20;
/** Hits far behind the best one are noise, e.g. every 申请 for a name that fits exactly. */
const SHARE_OF_BEST = 0.4;
/** Long enough not to talk into the next key. */
const ANNOUNCE_AFTER_MS = 600;

/** Items and the territorial list apart: they answer two different questions. */
interface Results {
  query: string;
  items: SearchHit<CatalogueEntry>[];
  territorial: SearchHit<CatalogueEntry>[];
}

/** What one widget shows, and everything a reader can do to it. */
export class Store {
  readonly host: Host;
  trail: Trail = startTrail();
  t: Messages = messages;
  /** Of the texts that are shown. */
  language = 'zh-CN';
  index: EmbedIndex | undefined;
  guides: EmbedGuides | undefined;
  failure: Failure | undefined;
  guidesFailure: Failure | undefined;
  township = '';
  open = false;
  allDomains = false;
  announcement = '';
  results: Results = { query: '', items: [], territorial: [] };
  private searchIndex: SearchIndex<CatalogueEntry> | undefined;
  private announceTimer = 0;
  private wanted = '';

  constructor(host: Host) {
    this.host = host;
  }

  get place(): Place {
    return placeOf(this.trail);
  }

  private searchAgain(): void {
    const { query } = this.place;
    const hits = this.searchIndex ? search(this.searchIndex, query, HITS_SHOWN) : [];
    const least = (hits[0]?.score ?? 0) * SHARE_OF_BEST;
    const near = (kind: string) => hits.filter((hit) => hit.entry.kind === kind && hit.score >= least);
    this.results = { query, items: near('item'), territorial: near('territorial') };
  }

  private showIndex(index: EmbedIndex): void {
    if (index === this.index) return;
    this.index = index;
    this.searchIndex = searchIndexOf(index);
    this.settleTownship(this.township);
    this.searchAgain();
  }

  private fail(reason: unknown, file: string): Failure {
    const failure = failureOf(reason);
    this.host.tell('error', { code: failure, file });
    this.announce(failure === 'network' ? this.t.failedNetwork : this.t.failedData);
    return failure;
  }

  async load(): Promise<void> {
    this.failure = undefined;
    this.host.draw();
    try {
      this.showIndex(await loadIndex());
      this.host.draw();
      this.host.tell('ready', { release: this.index?.release });
    } catch (reason) {
      this.failure = this.fail(reason, 'index');
      this.host.draw();
    }
  }

  /** Fetched ahead, so that a guide opens at once and without a network. Failing ahead of need is not worth a word. */
  async loadGuides(silently = false): Promise<void> {
    if (this.guides) return;
    this.guidesFailure = undefined;
    try {
      const [index, guides, pages] = await Promise.all([loadIndex(), loadGuides(), this.host.loadPages()]);
      const agreed = await pages.agreeing(index, guides);
      this.showIndex(agreed[0]);
      this.guides = agreed[1];
    } catch (reason) {
      if (!silently) this.guidesFailure = this.fail(reason, 'guides');
    }
    this.host.draw();
  }

  retry(): void {
    if (this.index) void this.loadGuides();
    else void this.load();
    this.host.draw('heading');
  }

  /** Without the texts of a language the present ones stay: better understood than blank. */
  async speak(language: string): Promise<void> {
    this.wanted = language;
    try {
      const t = language === 'zh-CN' ? messages : await loadMessages(language);
      if (language !== this.wanted) return;
      this.t = t;
      this.language = language;
      this.host.draw();
    } catch (reason) {
      this.host.tell('error', { code: failureOf(reason), file: language });
    }
  }

  presetTownship(code: string): void {
    this.settleTownship(code || recallTownship());
  }

  /** A code that is not on the list, mistyped or abolished, counts as none chosen. */
  private settleTownship(code: string): void {
    this.township = !this.index || townshipName(this.index, code) ? code : '';
  }

  /** While an input method is composing there is no word yet: the last results stay. */
  type(query: string, isComposing: boolean): void {
    this.trail = amend(this.trail, { query });
    if (!isComposing) this.searchAgain();
    this.host.draw();
    const { items, territorial } = this.results;
    const count = items.length + territorial.length;
    if (query) this.announce(count ? fill(this.t.found, count) : fill(this.t.nothingFound, query), ANNOUNCE_AFTER_MS);
  }

  showAllDomains(): void {
    this.allDomains = true;
    this.host.draw();
  }

  clear(): void {
    this.type('', false);
    this.host.draw('box');
  }

  /** `row` is what was pressed: back brings it to the same height of the screen again. */
  go(view: ViewName, code: string, row?: Element): void {
    if (row) this.trail = amend(this.trail, { openedRow: code, rowTop: row.getBoundingClientRect().top });
    this.trail = advance(this.trail, view, code);
    this.arrive('heading');
  }

  /** False when the trail ends there. */
  move(by: 1 | -1): boolean {
    const trail = step(this.trail, by);
    if (trail === this.trail) return false;
    this.trail = trail;
    this.arrive(this.place.openedRow ? 'row' : 'heading');
    return true;
  }

  chooseTownship(code: string): void {
    this.township = code;
    rememberTownship(code);
    // Chosen on the way in: what comes next is typing.
    if (this.place.view === 'search') {
      this.host.draw('box');
      return;
    }
    this.trail = retreat(this.trail);
    this.arrive(this.place.openedRow ? 'row' : 'heading');
  }

  toggle(open: boolean): void {
    this.open = open;
    this.host.draw(open ? (this.place.view === 'search' ? 'box' : 'heading') : 'launcher');
  }

  private arrive(focus: Focus): void {
    const { view, code } = this.place;
    if (view === 'search') this.searchAgain();
    // These pages come with the second stage.
    if (code) void this.loadGuides();
    this.host.draw(focus);
    this.host.tell('navigate', { view, code });
  }

  announce(text: string, afterMs = 0): void {
    clearTimeout(this.announceTimer);
    this.announceTimer = window.setTimeout(() => {
      this.announcement = text;
      this.host.draw();
    }, afterMs);
  }

  dispose(): void {
    clearTimeout(this.announceTimer);
  }
}
