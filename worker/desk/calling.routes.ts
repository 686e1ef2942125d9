/** What the routes of calls work with. */
import type { Context } from 'hono';
import type { PhotoFile } from '../calls/photos.usecases.ts';
import type { ActingWorld } from '../calls/world.usecases.ts';
import { findCase } from '../cases/reading.usecases.ts';
import type { Viewer } from '../cases/viewer.rules.ts';
import { isOnDuty } from '../operations/rosters.usecases.ts';
import type { DeskContent } from './desk.contract.ts';
import type { DeskEnv } from './entrance.routes.ts';
import { type DeskPublished, notThere, viewing } from './viewing.routes.ts';

export const CALL_PATH = '/desk/calls/:id{[0-9a-f]{13}}';
/** Three photographs of 8 MB beside the rest of the form. */
export const CALL_FORM_BYTES = 25 * 1024 * 1024;

export interface Calling {
  world: ActingWorld;
  content: DeskContent;
  viewer: Viewer;
}
export async function calling(c: Context<DeskEnv>, published: DeskPublished): Promise<Calling> {
  const { world, content, viewer } = await viewing(c, published);
  const duty = (organ: string) => isOnDuty(world.db, organ, world.now);
  return { world: { ...world, content, isOnDuty: duty }, content, viewer };
}

/** @returns null without one; @throws Problem 404 for what is no case, or not to be seen */
export async function caseAsked({ world, viewer }: Calling, text: string) {
  if (text === '') return null;
  const row = /^[0-9a-f]{13}$/.test(text) ? await findCase(world, viewer, Number.parseInt(text, 16)) : null;
  if (row === null) throw notThere();
  return row;
}

/** Photographs of the form; what is too many is read to be refused, not to be kept. */
export const photosFrom = (c: Context<DeskEnv>): Promise<PhotoFile[]> =>
  Promise.all(
    c.var.form.files('photos').map(async (file) => ({
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
