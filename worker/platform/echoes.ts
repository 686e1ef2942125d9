/**
 * How often the same was said lately, in the memory of an isolate: it notices a flood, it does not count exactly.
 * Callers hand in digests: nothing that somebody wrote is kept here.
 */

interface Echo {
  voices: Set<string>;
  at: number;
}

const HOUR_MS = 3_600_000;
const MOST_ECHOES = 5_000;
/** Of one text: it is known to be a flood long before. */
const MOST_VOICES = 100;

export class Echoes {
  readonly #heard = new Map<string, Echo>();

  /**
   * @param what digest of what was said
   * @param voice who said it: a retry is no second voice
   * @param now milliseconds since 1970-01-01T00:00Z
   * @returns how many have said it, none more than an hour after the one before; this one included
   */
  hear(what: string, voice: string, now: number): number {
    const known = this.#heard.get(what);
    const voices = known !== undefined && now - known.at <= HOUR_MS ? known.voices : new Set<string>();
    if (voices.size < MOST_VOICES) voices.add(voice);
    // Taken out and put in again: the longest unheard goes first.
    this.#heard.delete(what);
    this.#heard.set(what, { voices, at: now });
    const [oldest] = this.#heard.keys();
    if (this.#heard.size > MOST_ECHOES && oldest !== undefined) this.#heard.delete(oldest);
    return voices.size;
  }
}
