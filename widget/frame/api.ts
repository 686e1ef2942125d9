// Our own page asks our own service: no address is ever put together from what a citizen wrote.

/** Kept before anything else can replace it. */
export const pristineFetch = window.fetch.bind(window);
const PATIENCE_MS = 30_000;

export interface Reply {
  /** 0 when no answer came. */
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the contract's schemas live on the other side of the border
  data: any;
  /** As the server asks, else 0. */
  retryAfterMs: number;
}

/** Never throws: a network that is gone is an answer like any other. */
export async function call(path: string, init: RequestInit = {}, patienceMs = PATIENCE_MS): Promise<Reply> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patienceMs);
  try {
    const response = await pristineFetch(path, { credentials: 'omit', ...init, signal: abort.signal });
    const data = await response.json().catch(() => null);
    return { status: response.status, data, retryAfterMs: Number(response.headers.get('retry-after') ?? 0) * 1000 };
  } catch {
    return { status: 0, data: null, retryAfterMs: 0 };
  } finally {
    clearTimeout(timer);
  }
}

export const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** One request for each file or list; a failed one is forgotten, so that asking again tries again. */
const loads = new Map<string, Promise<unknown>>();
export function load<T>(path: string): Promise<T> {
  let file = loads.get(path) as Promise<T> | undefined;
  if (!file) {
    file = call(path).then(({ status, data }) => {
      if (status !== 200 || !data) throw new Error(path);
      return data as T;
    });
    loads.set(path, file);
    file.catch(() => loads.delete(path));
  }
  return file;
}
export const forgetLoads = (): void => loads.clear();

/** Without a date, or with one that cannot be read, nothing is made up. */
export const isOk = ({ status }: Reply): boolean => status === 200 || status === 201;
/** Neither yes nor no: worth asking again. */
export const isUnsure = ({ status }: Reply): boolean =>
  status === 0 || status === 408 || status === 425 || status === 429 || status >= 500;

/** Not crypto.randomUUID: Chromium 86 and pages without TLS have none. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 15) | 64;
  bytes[8] = ((bytes[8] as number) & 63) | 128;
  return [...bytes]
    .map((byte, at) => (/^(4|6|8|10)$/.test(String(at)) ? '-' : '') + byte.toString(16).padStart(2, '0'))
    .join('');
}

/** A photo travels as bytes, its name beside it; the same key for the same photo, so that none arrives twice. */
export const sendPhoto = (
  receiptNumber: string,
  token: string,
  photo: { blob: Blob; name: string; key: string },
): Promise<Reply> =>
  call(
    `/api/v1/cases/${receiptNumber}/attachments`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'image/jpeg',
        'x-file-name': encodeURIComponent(photo.name),
        'idempotency-key': photo.key,
      },
      body: photo.blob,
    },
    120_000,
  );
