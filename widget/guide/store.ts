import type { EmbedGuides, EmbedIndex, EmbedMore } from '#catalogue/embed';
import { buildIndex, type SearchHit, type SearchIndex, search } from '#search/rules';
import { type CatalogueEntry, entriesOf, townshipName } from './catalogue.ts';
import { type DataFiles, type Failure, failureOf, load, loadMessages } from './data.ts';
import { recallTownship, rememberTownship } from './device.ts';
import type { Finder, Found } from './found.ts';
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
export type Focus = 'heading' | 'box' | 'launcher' | 'row' | 'again';

/** What the store needs of the second stage; what it draws with is in page.ts. */
export interface SecondStage {
  agreeing<Name extends 'more' | 'guides'>(
    index: EmbedIndex,
    name: Name,
    file: DataFiles[Name],
  ): Promise<[EmbedIndex, DataFiles[Name]]>;
  /** Hands the store a file that agrees with its index, and what answers from it. */
  equip<Name extends 'more' | 'guides'>(store: Store, name: Name, file: DataFiles[Name]): void;
}

/** What a host page is told: codes of the published lists, names of files, never what was typed. */
export interface Detail {
  view?: string;
  code?: string;
  release?: string | undefined;
  file?: string;
}

export interface Host {
  readonly isConnected: boolean;
  /** Draws the present state, then moves the focus. */
  draw(focus?: Focus): void;
  /** Fetches the second stage: what draws a guide and answers more than a list of items does. */
  loadPages(): Promise<SecondStage>;
  /** Tells the host page, as `one-window-<name>`. */
  tell(name: 'ready' | 'navigate' | 'error' | 'submitted', detail: Detail): void;
}

/** More hits than one reads on a phone only hide the good ones. */
const HITS_SHOWN = 20;
/** The first stage rather says nothing than something wrong: the second one knows more. */
const LEAST_COVERAGE = 0.3;
/** Long enough not to talk into the next key. */
const ANNOUNCE_AFTER_MS = 600;

interface Results {
  query: string;
  /** What the first stage finds: items alone. */
  hits: SearchHit<CatalogueEntry>[];
  /** What the second stage finds, as soon as it is there. */
  found?: Found | undefined;
}

/** What one widget shows, and everything a reader can do to it. */
export class Store {
  readonly host: Host;
  trail: Trail = startTrail();
  t: Messages = messages;
  /** Of the texts that are shown. */
  language = 'zh-CN';
  index: EmbedIndex | undefined;
  more: EmbedMore | undefined;
  guides: EmbedGuides | undefined;
  finder: Finder | undefined;
  failure: Failure | undefined;
  /** Of the second stage or one of its files. */
  laterFailure: Failure | undefined;
  township = '';
  open = false;
  /** Past the first few categories or results. */
  showsAll = false;
  announcement = '';
  results: Results = { query: '', hits: [] };
  /** Until the finder answers. */
  searchIndex: SearchIndex<CatalogueEntry> | undefined;
  private announceTimer = 0;
  private wanted = '';

  constructor(host: Host) {
    this.host = host;
  }

  get place(): Place {
    return placeOf(this.trail);
  }

  private findItems(query: string): SearchHit<CatalogueEntry>[] {
    if (!this.searchIndex) return [];
    return search(this.searchIndex, query, HITS_SHOWN).filter((hit) => hit.coverage > LEAST_COVERAGE);
  }

  private searchFor(query: string): void {
    const found = this.finder?.ask(query);
    this.results = {
      query,
      found,
      hits: found?.hits ?? this.findItems(query),
    };
  }

  /** What came later may know better; while an input method is composing, the last word is still the one before. */
  refresh(): void {
    this.searchFor(this.results.query);
    this.host.draw();
    if (this.place.view === 'search') this.announceResults();
  }

  private announceResults(): void {
    const { query, hits, found } = this.results;
    const text =
      found && this.finder ? this.finder.describe(found, this.t) : hits.length && fill(this.t.found, hits.length);
    if (query && text) this.announce(text, ANNOUNCE_AFTER_MS);
  }

  /** Rows of the files belong together by position: with another release nothing of the old one stays. */
  private showIndex(index: EmbedIndex): void {
    if (index.release === this.index?.release) return;
    this.index = index;
    this.more = this.guides = this.finder = undefined;
    this.searchIndex = buildIndex(entriesOf('item', index.items));
    this.settleTownship(this.township);
    this.searchFor(this.place.query);
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
      this.showIndex(await load('index'));
      this.host.draw();
      this.host.tell('ready', { release: this.index?.release });
    } catch (reason) {
      this.failure = this.fail(reason, 'index');
      this.host.draw();
    }
  }

  /**
   * The second stage and a file that it answers from. `more` is wanted at once, but the first result does not wait
   * for it; `guides` come ahead of need. A failure that nobody waits for is not worth a word.
   */
  async loadLater(name: 'more' | 'guides', silently = false): Promise<void> {
    if (this[name]) return;
    this.laterFailure = undefined;
    try {
      const [pages, index, file] = await Promise.all([this.host.loadPages(), load('index'), load(name)]);
      const [agreed, own] = await pages.agreeing(index, name, file);
      this.showIndex(agreed);
      // Asked for twice, it comes twice: the one that is in use stays.
      if (!this[name]) pages.equip(this, name, own);
    } catch (reason) {
      this.laterFailure = silently ? failureOf(reason) : this.fail(reason, name);
    }
    this.refresh();
  }

  retry(): void {
    if (!this.index) void this.load();
    else void this.loadLater(this.place.code ? 'guides' : 'more');
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
    this.showsAll = false;
    if (!isComposing) this.searchFor(query);
    this.host.draw();
    if (isComposing) return;
    this.announceResults();
    // The network may be back.
    if (this.laterFailure) void this.loadLater('more', true);
  }

  showAll(): void {
    this.showsAll = true;
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
    if (view === 'search') this.searchFor(this.place.query);
    // These pages come with the second stage.
    if (code) void this.loadLater('guides');
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
