// Pure. As much CBOR (RFC 8949) as passkeys speak: integers, bytes, texts, arrays, maps, true, false, null.

export type Cbor = number | string | boolean | null | Uint8Array | Cbor[] | Map<Cbor, Cbor>;

const MOST_DEPTH = 8;

/**
 * @param from where the value begins
 * @returns the value and where it ends; null for anything that is broken, cut or not of these kinds
 */
export function readCbor(bytes: Uint8Array, from = 0): { value: Cbor; end: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = from;

  /** The number in the head of a value: a length, a count or the value itself. */
  function argument(short: number): number | null {
    if (short < 24) return short;
    const size = [1, 2, 4][short - 24];
    if (size === undefined || at + size > bytes.length) return null;
    const number = size === 1 ? view.getUint8(at) : size === 2 ? view.getUint16(at) : view.getUint32(at);
    at += size;
    return number;
  }

  function slice(length: number): Uint8Array | null {
    if (at + length > bytes.length) return null;
    at += length;
    return bytes.slice(at - length, at);
  }

  /** undefined: broken. */
  function value(depth: number): Cbor | undefined {
    if (at >= bytes.length || depth > MOST_DEPTH) return undefined;
    const head = view.getUint8(at);
    at += 1;
    const [major, short] = [head >> 5, head & 31];
    if (major === 7) return { 20: false, 21: true, 22: null }[short];
    const number = argument(short);
    if (number === null) return undefined;
    if (major === 0) return number;
    if (major === 1) return -1 - number;
    if (major === 2) return slice(number) ?? undefined;
    if (major === 3) {
      const text = slice(number);
      return text === null ? undefined : new TextDecoder().decode(text);
    }
    if (major === 4) return list(number, depth);
    if (major === 5) return map(number, depth);
    return undefined;
  }

  function list(count: number, depth: number): Cbor[] | undefined {
    const values: Cbor[] = [];
    for (let i = 0; i < count; i++) {
      const one = value(depth + 1);
      if (one === undefined) return undefined;
      values.push(one);
    }
    return values;
  }

  function map(count: number, depth: number): Map<Cbor, Cbor> | undefined {
    const values = new Map<Cbor, Cbor>();
    for (let i = 0; i < count; i++) {
      const key = value(depth + 1);
      const one = key === undefined ? undefined : value(depth + 1);
      if (key === undefined || one === undefined || values.has(key)) return undefined;
      values.set(key, one);
    }
    return values;
  }

  const read = value(0);
  return read === undefined ? null : { value: read, end: at };
}
