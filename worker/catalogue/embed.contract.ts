import type { SearchKnowledge } from '../search/search.contract.ts';
import type { SoundTable } from '../search/sound.rules.ts';

/**
 * What the widget reads: three static files under /embed/data/, written once per import.
 * They are columns, not rows: equal neighbours compress far better that way, and the
 * first search result has to fit into 30 KB with code and all.
 */

/** Raised when an older widget could not read the files any more. */
export const EMBED_FORMAT = 2;

/** `/embed/data/index.json`: all that is needed to search and to show a list of results. */
export interface EmbedIndex {
  format: number;
  /** Version and first 8 hex digits of the content hash, e.g. `2026.11-demo.1+3fa9c01d`. */
  release: string;
  dataset: { name: string; status: 'demonstration' | 'official'; version: string };
  /** `[code, name, pinyin]`, 16 rows in the order of their codes. */
  townships: [code: string, name: string, pinyin: string][];
  /** Default office names; an office number below is a position in this list. */
  offices: string[];
  /** Township code → office number → that township's own name for it. Only what differs. */
  officeNames: Record<string, Record<number, string>>;
  /** Township code → item code → position in `offices`, -1 for none. Only what differs. */
  itemOffices: Record<string, Record<string, number>>;
  domains: string[];
  items: {
    code: string[];
    name: string[];
    /** What people call it, see `SearchEntry.words`. */
    words: string[];
    /** Hundredths of `SearchEntry.lift`. */
    lift: number[];
    /** Position in `offices`. */
    office: number[];
    /** Position in `domains`. */
    domain: number[];
    /** How many papers to bring; 0 when none. */
    papers: number[];
    /** The promised limit as written, e.g. `25工作日`, `即办`. */
    promised: string[];
  };
}

/** `/embed/data/more.json`: the second door and what the search knows beside the lists; follows the index at once. */
export interface EmbedMore {
  release: string;
  /** Of all items, then of the territorial list, see hints.rules: the first results do without. */
  hints: { items: string; territorial: string };
  /** The territorial list (属地管理清单): who takes care of a trouble. Words as in `EmbedIndex.items`. */
  territorial: { code: string[]; name: string[]; words: string[]; lift: number[]; lead: string[] };
  knowledge: SearchKnowledge;
}

/** `/embed/data/sounds.json`: which character has which sound. Fetched when needed. */
export type EmbedSounds = SoundTable;

/** `/embed/data/guides.json`: everything else of the guides, same order as the index. */
export interface EmbedGuides {
  release: string;
  /** Department names; department numbers below are positions in this list. */
  departments: string[];
  /** Kinds of item (行政给付, 公共服务 …). */
  itemTypes: string[];
  items: {
    /** Papers to bring, joined by `;`; empty when none is needed. */
    materials: string[];
    /** The statutory limit as written, e.g. `30工作日`, `无法定时限`. */
    statutory: string[];
    /** Clauses joined by `;`; empty for village items. */
    legalBasis: string[];
    fee: string[];
    /** The township's or village's part, see `ServiceRole` in `#lists/rules`, as its position there. */
    role: number[];
    departments: number[][];
    /** Position in `itemTypes`, -1 for village items. */
    itemType: number[];
    /** 1 must come in person, 0 need not, -1 not known. */
    inPerson: (1 | 0 | -1)[];
    /** The clause that says so, `''` where none is known. */
    inPersonBasis: string[];
    /** Sum of the bits in `UNVERIFIED_BITS` of `#lists/rules`. */
    unverified: number[];
    /** Township item that a village item leads to, `''` if none. */
    leadsTo: string[];
  };
  territorial: {
    domain: string[];
    leadDuty: string[];
    cooperatingDuty: string[];
    /** Names of supporting bodies, joined by `;`. */
    supporting: string[];
    legalBasis: string[];
    unverified: number[];
  };
  /** Office place, hours and phone where a township has published them: `<township>-<office number>`. */
  officeContacts: Record<string, { place: string; hours: string; phone: string }>;
}

/** `/embed/data/villages.json`: township code → its villages and communities. */
export type EmbedVillages = Record<string, [code: string, name: string][]>;
