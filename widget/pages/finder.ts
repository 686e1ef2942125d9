import type { EmbedIndex, EmbedMore, EmbedSounds } from '#catalogue/embed';
import { type Answer, ask, buildEngine, type SearchEngine } from '#search/ask';
import type { SearchHit } from '#search/rules';
import { buildSoundIndex } from '#search/sound';
import type { CatalogueEntry } from '../guide/catalogue.ts';
import { type DataFiles, load } from '../guide/data.ts';
import type { Finder, Found } from '../guide/found.ts';
import { doorCode } from '../guide/history.ts';
import { fill, type Messages } from '../guide/messages.ts';
import type { Store } from '../guide/store.ts';
import { listedEntries } from './entries.ts';
import { recallLetters } from './letters.ts';
import { marked } from './Marked.tsx';
import { pageMessages } from './messages.ts';
import { groupSiblings, type Sibling } from './siblings.ts';
import { UnansweredWatch } from './unanswered.ts';
import { countView } from './usage.ts';

/** More than one reads on a phone: the rest would only hide the good ones. */
const HITS_SHOWN = 24;
/** Hits far behind the best one are noise, e.g. every 申请 for a name that fits exactly. */
const SHARE_OF_BEST = 0.5;
/** How much of what was typed a result has to account for. */
const LEAST_COVERAGE = 0.2;
const SURE_COVERAGE = 0.5;
/** Where characters account for less of what was typed, sounds may account for more. */
const WEAK_COVERAGE = 0.6;
/** Answers from both lists and the knowledge; the sounds join later. */
class WholeFinder implements Finder {
  private engine: SearchEngine<CatalogueEntry>;
  private readonly store: Store;
  private readonly watch: UnansweredWatch;
  private readonly siblingOf: (hit: SearchHit<CatalogueEntry>) => Sibling;
  readonly marked = marked;
  private isLoading = false;
  private sounds: EmbedSounds | undefined;
  /** Whether sounds are there, or will not come. */
  private isComplete = false;

  constructor(index: EmbedIndex, more: EmbedMore, store: Store) {
    const entries = listedEntries(index, more);
    // Without sounds the characters answer alone.
    this.engine = buildEngine(entries, more.knowledge, {});
    this.store = store;
    this.watch = new UnansweredWatch(store);
    this.siblingOf = ({ entry }) => ({ name: entry.name, domain: index.items.domain[entry.at] ?? -1 });
  }

  ask(query: string): Found {
    let answer = ask(this.engine, query, HITS_SHOWN);
    if (query && !this.isComplete && ((answer.hits[0]?.coverage ?? 0) < WEAK_COVERAGE || /[a-z]/i.test(query))) {
      if (this.sounds) {
        // At once: results that come late move what stands below them.
        this.hear(this.sounds);
        answer = ask(this.engine, query, HITS_SHOWN);
      } else void this.loadSounds();
    }
    const groups = this.groupsOf(answer);
    const isPending = !this.isComplete && !groups.length && !answer.outOfScope?.topic;
    const found = { ...answer, groups, isPending };
    // Without the sounds, nothing found says nothing about the lists.
    this.watch.notice(query, found, !!this.engine.sound);
    return found;
  }

  private groupsOf({ event, hits, proof }: Answer<CatalogueEntry>): Found['groups'] {
    const best = hits[0]?.score ?? 0;
    // Beside an answer that needs no list only what was surely meant as well.
    const least = event || proof ? SURE_COVERAGE : LEAST_COVERAGE;
    const isNear = ([leader]: typeof hits) =>
      !!leader && leader.coverage >= least && leader.score >= best * SHARE_OF_BEST;
    const cardsOf = (kind: CatalogueEntry['kind']) => {
      const own = hits.filter(({ entry }) => entry.kind === kind && !event?.codes.includes(entry.code));
      const cards = kind === 'item' ? groupSiblings(own, this.siblingOf) : own.map((hit) => [hit]);
      return cards.filter(isNear);
    };
    const groups: Found['groups'] = [
      { kind: 'item', cards: cardsOf('item') },
      { kind: 'territorial', cards: cardsOf('territorial') },
    ];
    const scoreOf = (group: Found['groups'][0]) => group.cards[0]?.[0]?.score ?? 0;
    return groups.filter(({ cards }) => cards.length).sort((a, b) => scoreOf(b) - scoreOf(a));
  }

  describe({ caution, event, groups, isPending, outOfScope, proof }: Found, t: Messages): string {
    const p = t.pages ?? pageMessages;
    if (isPending) return '';
    // Whoever listens hears of the three numbers first.
    const first = caution ? `${p.caution} 110, 119, 120${p.comma}` : '';
    if (outOfScope?.topic) return first + p.notHere;
    const count = groups.flatMap(({ cards }) => cards).length;
    const found = event ? fill(p.event, event.name) : count ? fill(t.found, count) : p.nothingFound;
    return first + (proof ? `${p.notByVillage}${p.comma}${found}` : found);
  }

  /** The characters' share of the engine stays as it is. */
  private hear(sounds: EmbedSounds): void {
    this.engine = { ...this.engine, sound: buildSoundIndex(this.engine.index, sounds) };
    this.isComplete = true;
  }

  /** Fetched for later, also without a network; the index of sounds is built when somebody needs it. */
  async fetchSounds(): Promise<void> {
    this.sounds = await load('sounds').catch(() => undefined);
  }

  async loadSounds(): Promise<void> {
    if (this.isLoading || this.isComplete) return;
    this.isLoading = true;
    try {
      const sounds = await load('sounds');
      // Spelling out takes some milliseconds: a task of its own, so that it does not join another one's.
      await new Promise((done) => setTimeout(done));
      this.hear(sounds);
    } catch {
      // Characters go on answering alone.
    }
    this.isComplete = true;
    this.store.refresh();
  }
}

/** Within this time a page has usually settled; Safari has no idle callbacks and waits for it. */
const SETTLED_MS = 1500;
/** A page that moves all the time is never idle. */
const LONGEST_WAIT_MS = 5000;
const idle = () =>
  new Promise((done) => {
    if (window.requestIdleCallback) window.requestIdleCallback(done, { timeout: LONGEST_WAIT_MS });
    else setTimeout(done, SETTLED_MS);
  });

/** In idle time: the guides, so that one opens at once and without a network; then the sounds. */
async function fetchAhead(store: Store): Promise<void> {
  await idle();
  if (store.host.isConnected) await store.loadLater('guides', true);
  await idle();
  if (store.host.isConnected) await store.finder?.fetchSounds();
}

/** `<one-window door="track">` opens at that door, which a page may change later on, see element.ts; a new release of the lists does not open it again. */
const wasOpened = new WeakSet<Store>();

/** Hands the store a file that agrees with its index, and what answers from it. */
export function equip<Name extends 'more' | 'guides'>(store: Store, name: Name, file: DataFiles[Name]): void {
  if (name === 'guides') {
    store.guides = file as DataFiles['guides'];
    // It went if the guides brought a new release.
    void store.loadLater('more', true);
  } else if (store.index) {
    store.more = file as DataFiles['more'];
    store.finder = new WholeFinder(store.index, store.more, store);
    // Its own index holds the items too.
    store.searchIndex = undefined;
    recallLetters(store);
    countView(store);
    const door = doorCode((store.host as unknown as Element).getAttribute?.('door'));
    // Once, and only for whoever has not begun with something else.
    if (door && !wasOpened.has(store) && store.place.view === 'search' && !store.results.query) {
      wasOpened.add(store);
      store.go('intake', door);
    }
    if (store.place.code) void store.loadLater('guides');
    else void fetchAhead(store);
  }
}
