/** The object store as slices know it. All bytes in it are encrypted before they get here. */

export interface StoredObject {
  key: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface ObjectStore {
  /** @returns false when there is one of this name already: the first one stays */
  putOnce(key: string, bytes: Uint8Array): Promise<boolean>;
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null>;
  remove(keys: string[]): Promise<void>;
  /** Names that begin with `prefix`, in order, `most` at a time, after `cursor`; the cursor is null at the end. */
  list(prefix: string, cursor: string | null, most: number): Promise<{ keys: string[]; cursor: string | null }>;
}

export function openObjects(bucket: R2Bucket): ObjectStore {
  return {
    async putOnce(key, bytes) {
      const written = await bucket.put(key, bytes, { onlyIf: { etagDoesNotMatch: '*' } });
      return written !== null;
    },
    async put(key, bytes) {
      await bucket.put(key, bytes);
    },
    async get(key) {
      const object = await bucket.get(key);
      return object === null ? null : new Uint8Array(await object.arrayBuffer());
    },
    async remove(keys) {
      if (keys.length > 0) await bucket.delete(keys);
    },
    async list(prefix, cursor, most) {
      const page = await bucket.list({ prefix, limit: most, ...(cursor !== null && { cursor }) });
      return { keys: page.objects.map(({ key }) => key), cursor: page.truncated ? page.cursor : null };
    },
  };
}
