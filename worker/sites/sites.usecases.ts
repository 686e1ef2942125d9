/** The register in memory: asked for every frame and every foreign write, read every 25 s at most. */
import type { Database } from '../platform/database.ts';
import { Published } from '../platform/published.ts';
import type { Self, Site } from './sites.contract.ts';
import { type Register, registerOf } from './sites.rules.ts';
import { readSites } from './sites.store.ts';

/** The rows name their own version: whatever somebody changes, by an import or by hand, holds within a minute. */
export class SiteRegister extends Published<Database, Register> {
  constructor() {
    super({
      readRelease: async (db) => JSON.stringify(await readSites(db)),
      load: async (_, rows) => registerOf(JSON.parse(rows) as Site[]),
    });
  }

  /** @param now milliseconds since 1970-01-01T00:00Z. @throws Problem 503 while nothing could be read */
  async has(db: Database, origin: string, now: number): Promise<boolean> {
    return (await this.current(db, now)).has(origin);
  }

  /** Active ones; none while nothing could be read: our own pages may frame it all the same. */
  async originsOrNone(db: Database, now: number): Promise<string[]> {
    const register = await this.current(db, now).catch(() => null);
    return register ? [...register.keys()] : [];
  }
}

/** @param own the origin at which we are asked: it needs no registration */
export function selfOf(register: Register, origin: string, own: string): Self {
  const site = register.get(origin);
  return { registered: site !== undefined || origin === own, township: site?.township ?? null };
}
