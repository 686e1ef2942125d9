/** The set in force with its files kept, as `npm run catalogue:import` leaves it. */
import { env } from 'cloudflare:test';
import { checkCatalogue } from '../../worker/catalogue/check.rules.ts';
import { keepSet } from '../../worker/catalogue/sets.usecases.ts';
import { openObjects } from '../../worker/platform/objects.ts';
import { setFiles, textIn } from '../catalogue/set-files.ts';

export async function keepDemonstration(): Promise<void> {
  const checked = checkCatalogue(setFiles());
  if (!checked.ok) throw new Error('the demonstration set has faults');
  const bundle = await keepSet(openObjects(env.BUCKET), checked.set);
  await env.DB.prepare('UPDATE catalogue_release SET bundle=?1').bind(bundle).run();
}

/** A form with files in it, as a browser sends it. */
export function uploadOf(
  key: string,
  files: Record<string, string | Uint8Array>,
  fields: Record<string, string>,
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ key, once: crypto.randomUUID(), ...fields })) form.append(name, value);
  for (const [name, content] of Object.entries(files)) form.append('files', new File([content as BlobPart], name));
  return form;
}

export const changedFile = (file: string, change: (text: string) => string): Record<string, string> => ({
  [file]: change(textIn(setFiles(), file)),
});
