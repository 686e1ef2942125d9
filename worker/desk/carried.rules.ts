// Pure. What a form holds that must outlive signing in again, and where it wants to go then.

/** Hidden fields that carry another form's fields begin with this. */
export const CARRIED = 'carried.';
/** Never carried: they belong to the session that is over, or to nobody else's page. */
const NOT_CARRIED = new Set(['key', 'password', 'present', 'wanted', 'again']);

export type Texts = readonly (readonly [string, string])[];

/** Where to go on to after signing in. */
export interface Onward {
  /** A path of the desk with its query. */
  path: `/desk${string}`;
  /** What was posted there, to be posted again; null when it was only looked at. */
  posted: Texts | null;
  /** Files cannot be carried: they must be chosen again. */
  hadFiles: boolean;
}

/** Only paths of the desk: nobody is sent elsewhere from here. */
export function isDeskPath(path: string): path is `/desk${string}` {
  return (
    /^\/desk(?:[/?]|$)/.test(path) &&
    !path.includes('\\') &&
    !path.includes('//') &&
    !/\.\.|%2e/i.test(path) &&
    path.length <= 2000
  );
}

export const carriable = (texts: Texts): Texts =>
  texts.filter(([name]) => !NOT_CARRIED.has(name) && !name.startsWith(CARRIED) && !name.startsWith('onward-'));

/** Reads back what `OnwardFields` wrote into a page. */
export function onwardOf(texts: Texts): Onward {
  const value = (wanted: string) => texts.find(([name]) => name === wanted)?.[1] ?? '';
  const path = value('onward-path');
  const posted = texts.flatMap(([name, text]) =>
    name.startsWith(CARRIED) ? [[name.slice(CARRIED.length), text] as const] : [],
  );
  return {
    path: isDeskPath(path) ? path : '/desk',
    posted: value('onward-posted') === 'yes' && isDeskPath(path) ? posted : null,
    hadFiles: value('onward-files') === 'yes',
  };
}
