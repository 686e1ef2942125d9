import type { ComponentChildren } from 'preact';

/**
 * A name cut where it holds pieces of what was typed, every second part being one: the reader sees why it was found.
 * A single character out of several explains nothing.
 */
export function markedParts(name: string, query: string): string[] {
  const typed = query.toLowerCase();
  const low = name.toLowerCase();
  const size = Math.min(2, typed.length);
  const isTyped = (from: number) => size > 0 && typed.includes(low.slice(from, from + size));
  const parts: string[] = [];
  let part = '';
  for (let at = 0, until = 0; at < name.length; at++) {
    if (at + size <= name.length && isTyped(at)) until = at + size;
    // Odd parts are marked.
    if (at < until !== parts.length % 2 > 0) {
      parts.push(part);
      part = '';
    }
    part += name.charAt(at);
  }
  return [...parts, part];
}

export const marked = (text: string, query: string): ComponentChildren =>
  markedParts(text, query).map((part, at) => (at % 2 ? <mark key={at}>{part}</mark> : part));
