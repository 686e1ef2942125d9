// Pure. Photographs that belong to a call: which they are, and in which step they came.

import type { CallTurn } from './calls.contract.ts';

/** With one step; each of at most `FILE_BYTES`. */
export const MOST_CALL_PHOTOS = 3;

const listed = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** Ids of the photographs of one step, in their order. */
export const photosIn = ({ data }: Pick<CallTurn, 'data'>): string[] => listed(data?.['photos']);

/** All photographs of a call. Whoever erases a call erases their objects: `callPhotoObject` of each. */
export const photosOf = (history: readonly Pick<CallTurn, 'data'>[]): string[] => history.flatMap(photosIn);

export const callPhotoObject = (photo: string): string => `calls/${photo}`;
export const callPhotoPlace = (id: number, photo: string): string => `call_photo|bytes|${id}|${photo}`;

/** The step, once its photographs are gone. */
export function withoutPhotos<Turn extends Pick<CallTurn, 'data'>>(turn: Turn): Turn {
  if (photosIn(turn).length === 0) return turn;
  const { photos: _photos, ...data } = turn.data ?? {};
  return { ...turn, data };
}
