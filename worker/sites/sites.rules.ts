// Pure. What an origin is, which are registered, and what follows for frames.

import type { Site } from './sites.contract.ts';

/** Origins and the township of each, for the sites that are active. */
export type Register = ReadonlyMap<string, { siteId: number; township: string | null }>;

/**
 * The text itself when it is an origin exactly as browsers send it, otherwise null: a path, a slash at the end, a
 * default port, capitals, a pattern or a character beyond ASCII would never match.
 */
export function exactOrigin(text: string): string | null {
  try {
    const { origin, protocol } = new URL(text);
    const isExact = text === origin && (protocol === 'http:' || protocol === 'https:');
    // A parser of addresses lets a star or a semicolon through; in a policy they would say something else.
    return isExact && /^https?:\/\/[a-z0-9.:[\]-]+$/.test(text) ? text : null;
  } catch {
    return null;
  }
}

export function registerOf(sites: readonly Site[]): Register {
  return new Map(
    sites
      .filter(({ status }) => status === 'active')
      .flatMap(({ id, townshipCode, origins }) =>
        origins
          .filter((origin) => exactOrigin(origin) !== null)
          .map((origin) => [origin, { siteId: id, township: townshipCode }] as const),
      ),
  );
}

/** The policy of a page, with exactly our own origin and these as those who may put a frame around it. */
export function framedBy(policy: string, origins: readonly string[]): string {
  const others = policy
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '' && !/^frame-ancestors(\s|$)/i.test(directive));
  return [...others, ["frame-ancestors 'self'", ...[...origins].sort()].join(' ')].join('; ');
}
