import { vi } from 'vitest';

/** What `check` gives once it no longer throws. More patient than Vitest itself, for machines that are busy. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 15_000 });
