// Pure. The widget's own back and forward: it never touches the host page's location or history.

/** `intake` is the second door: our own page in a frame, with the entry from which one came. */
export type ViewName = 'search' | 'domain' | 'item' | 'territorial' | 'townships' | 'intake';

/**
 * What stands in the place of a code where nobody comes from an entry of the list: `''` is the guide itself.
 * @param door as host pages write it: guide | intake | track, and say, the older word for intake
 */
export const doorCode = (door?: string | null): '' | 'say' | 'track' =>
  door === 'track' ? door : door === 'intake' || door === 'say' ? 'say' : '';

export interface Place {
  view: ViewName;
  /** Item or list code; the position of the domain for `domain`. */
  code: string;
  /** What stood in the search box. */
  query: string;
  /** The row that was opened from here, and where it stood on the screen (px): back puts it there again. */
  openedRow?: string;
  rowTop?: number;
}

export interface Trail {
  places: readonly Place[];
  at: number;
}

export const startTrail = (): Trail => ({ places: [{ view: 'search', code: '', query: '' }], at: 0 });

export const placeOf = (trail: Trail): Place => trail.places[trail.at] as Place;

/** Changes what is remembered of the present place. */
export const amend = (trail: Trail, change: Partial<Place>): Trail => ({
  at: trail.at,
  places: trail.places.map((place, i) => (i === trail.at ? { ...place, ...change } : place)),
});

/** Goes on to a new place; what lay ahead is forgotten. */
export const advance = (trail: Trail, view: ViewName, code: string): Trail => ({
  at: trail.at + 1,
  places: [...trail.places.slice(0, trail.at + 1), { view, code, query: '' }],
});

/** Leaves the present place behind for good: nobody wants to come forward to a choice already made. */
export const retreat = (trail: Trail): Trail => ({
  at: Math.max(0, trail.at - 1),
  places: trail.places.slice(0, Math.max(1, trail.at)),
});

/** One step along the trail, or the same trail when it ends there. */
export const step = (trail: Trail, by: 1 | -1): Trail =>
  trail.places[trail.at + by] ? { places: trail.places, at: trail.at + by } : trail;
