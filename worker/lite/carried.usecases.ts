/**
 * The draft as it travels in a page: compressed and sealed with a key that only the server has. A page that shows
 * nothing of it may then stay in a browser's memory, and so the browser's own "back" works without asking again;
 * what a cache leaves behind on a shared machine can be read by nobody, and is worth nothing after LIFE_MS.
 */
import * as v from 'valibot';
import type { Keys } from '../platform/keys.ts';
import { mac, openBytes, sealBytes } from '../platform/sealing.ts';
import { type Draft, draftSchema } from './intake.contract.ts';

const LIFE_MS = 2 * 3_600_000;
const PURPOSE = 'lite|draft';

const carriedSchema = v.object({ at: v.number(), draft: draftSchema });

const through = async (bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream) =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

/** @param now milliseconds since 1970-01-01T00:00Z */
export async function sealDraft(keys: Keys, draft: Draft, now: number): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify({ at: now, draft }));
  const small = await through(text as Uint8Array<ArrayBuffer>, new CompressionStream('deflate-raw'));
  return Buffer.from(await sealBytes(mac(keys.blind, PURPOSE), small, PURPOSE)).toString('base64url');
}

/** @returns null for what we did not seal, and for what has lain about too long */
export async function openDraft(keys: Keys, sealed: string, now: number): Promise<Draft | null> {
  try {
    const bytes = new Uint8Array(Buffer.from(sealed, 'base64url'));
    const small = await openBytes(mac(keys.blind, PURPOSE), bytes, PURPOSE);
    const text = new TextDecoder().decode(await through(small, new DecompressionStream('deflate-raw')));
    const { at, draft } = v.parse(carriedSchema, JSON.parse(text));
    return now - at <= LIFE_MS ? draft : null;
  } catch {
    // Not ours, cut off, or sealed under a key that is gone: one answer for all.
    return null;
  }
}
