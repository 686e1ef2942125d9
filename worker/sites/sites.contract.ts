import * as v from 'valibot';

export const SITE_STATUSES = ['active', 'closed'] as const;
/** Where the registration of a site is written: in `sites.csv` of a catalogue, or on the desk. */
export const KEPT_IN = ['file', 'desk'] as const;

/** A site as it stands in the register. */
export interface Site {
  id: number;
  name: string;
  /** Null for a site of the whole city. */
  townshipCode: string | null;
  owner: string;
  note: string;
  /** YYYY-MM-DD */
  verifyBy: string | null;
  status: (typeof SITE_STATUSES)[number];
  keptIn: (typeof KEPT_IN)[number];
  /** Exact, see `exactOrigin`. */
  origins: string[];
}

export const SITE_DEEDS = [
  'registered',
  'changed',
  'verified',
  'closed',
  'reopened',
  'taken-over',
  'given-back',
] as const;
export type SiteDeed = (typeof SITE_DEEDS)[number];

/** What somebody at the desk writes about a site. */
export type SiteFacts = Pick<Site, 'name' | 'townshipCode' | 'owner' | 'note' | 'verifyBy' | 'origins'>;

export interface SiteEvent {
  seq: number;
  /** Milliseconds since 1970-01-01T00:00Z. */
  at: number;
  staffId: number;
  what: SiteDeed;
  detail: Partial<SiteFacts> & { reason?: string };
}

/** What a catalogue says of a site. */
export type ListedSite = Pick<Site, 'id' | 'name' | 'townshipCode' | 'owner' | 'verifyBy' | 'origins'>;

/** What the widget asks before it opens the intake in a frame. */
export const selfSchema = v.object({ registered: v.boolean(), township: v.nullable(v.string()) });
export type Self = v.InferOutput<typeof selfSchema>;

/** An element of the page's own, the launcher of a lone script, an element that the page itself put into the corner. */
export const HOWS = ['element', 'script', 'corner'] as const;
export type How = (typeof HOWS)[number];

/** The body of `POST /embed/usage`. The site is told by the header Origin, and by nothing else. */
export const usageSchema = v.strictObject(
  {
    v: v.pipe(
      v.string('v 是版本。'),
      v.regex(/^\d{1,3}\.\d{1,3}\.\d{1,3}(-[0-9a-z.]{1,20})?$/, 'v 是版本，如 0.1.0。'),
    ),
    how: v.picklist(HOWS, `how 只能是：${HOWS.join('、')}。`),
  },
  '请只写 v、how 两项。',
);
export type Usage = v.InferOutput<typeof usageSchema>;

export interface UsageRow extends Omit<Usage, 'v'> {
  /** YYYY-MM-DD in Shanghai. */
  day: string;
  origin: string;
  version: string;
  views: number;
}
