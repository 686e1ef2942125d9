/** A form that a browser has posted: capped while it is read, every text normalised once. */
import type { Context } from 'hono';
import { normaliseText, readCapped } from './body.ts';

export interface Form {
  /** The one text of this name; empty when there is none. Not trimmed. */
  text(name: string): string;
  /** All texts of this name: ticked boxes. */
  all(name: string): readonly string[];
  /** Files of this name; a field into which nothing was put counts as none. */
  files(name: string): readonly File[];
  /** Every text by its name, in the order in which it came. */
  readonly texts: readonly (readonly [string, string])[];
  readonly hasFiles: boolean;
}

const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

export function formOf(data: Iterable<readonly [string, string | File]>): Form {
  const entries = [...data];
  const texts = entries.flatMap(([name, value]) =>
    typeof value === 'string' ? [[normaliseText(name), normaliseText(value)] as const] : [],
  );
  const files = entries.flatMap(([name, value]) =>
    typeof value !== 'string' && (value.size > 0 || value.name !== '') ? [[normaliseText(name), value] as const] : [],
  );
  const all = (name: string) => texts.filter(([known]) => known === name).map(([, value]) => value);
  return {
    text: (name) => all(name)[0] ?? '',
    all,
    files: (name) => files.filter(([known]) => known === name).map(([, file]) => file),
    texts,
    hasFiles: files.length > 0,
  };
}

export const EMPTY_FORM: Form = formOf([]);

/**
 * @param most bytes
 * @returns null when it is no form, or one that did not arrive whole
 * @throws Problem 413
 */
export async function readForm(c: Context, most: number): Promise<Form | null> {
  const type = c.req.header('content-type') ?? '';
  if (!FORM_TYPES.test(type)) return null;
  const bytes = await readCapped(c.req.raw, most);
  const data = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => null);
  return data === null ? null : formOf(data as unknown as Iterable<readonly [string, string | File]>);
}
