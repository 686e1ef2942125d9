import type { Self } from '#sites/contract';

// Kept before host scripts that run later can replace it.
const pristineFetch = window.fetch;
const PATIENCE_MS = 8000;

/** Whether only pages of one site stand around this one: each of them counts when a frame is opened. */
function isAmongItsOwn(): boolean {
  const { ancestorOrigins, origin } = location;
  if (ancestorOrigins) {
    for (let at = 0; at < ancestorOrigins.length; at++) if (ancestorOrigins[at] !== origin) return false;
    return true;
  }
  try {
    return window.top === window || window.top?.location.origin === origin;
  } catch {
    return false;
  }
}

const asked = new Map<string, Promise<boolean>>();

async function ask(base: string): Promise<boolean> {
  const patience = new Promise<never>((_, reject) => setTimeout(reject, PATIENCE_MS));
  const address = `${base}/api/v1/sites/self?origin=${encodeURIComponent(location.origin)}`;
  const answer = await Promise.race([
    pristineFetch.call(window, address, { credentials: 'omit', referrerPolicy: 'no-referrer' }),
    patience,
  ]);
  return answer.ok && ((await answer.json()) as Self).registered === true;
}

/**
 * Whether the intake may stand in a frame on this page: the site is registered, and nothing foreign is around it. A
 * page without a secure context gets none, for there the frame could keep no draft. Never rejects: whatever goes
 * wrong, a window of its own always works.
 * @param base see `OneWindowGlobal.base`
 */
export function mayFrame(base: string): Promise<boolean> {
  if (!isAmongItsOwn() || !window.isSecureContext) return Promise.resolve(false);
  const own = new URL(base, location.href).origin;
  if (location.origin === own) return Promise.resolve(true);
  let answer = asked.get(base);
  if (!answer) {
    answer = ask(base).catch(() => {
      asked.delete(base);
      return false;
    });
    asked.set(base, answer);
  }
  return answer;
}
