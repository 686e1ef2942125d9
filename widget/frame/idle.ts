// A shared terminal: the next one in the queue must not read what the one before has written.

const LAST_WARNING_MS = 60_000;
const SIGNS = ['pointerdown', 'keydown', 'input', 'scroll'];

/** Warns after `afterMs` without a sign of life, and clears a minute later. Returns what ends the watch. */
export function watchIdle(
  afterMs: number,
  { warn, clear }: { warn(isIdle: boolean): void; clear(): void },
): () => void {
  let warning = 0;
  let clearing = 0;
  const stop = () => {
    clearTimeout(warning);
    clearTimeout(clearing);
  };
  const start = () => {
    stop();
    warning = window.setTimeout(() => warn(true), afterMs);
    clearing = window.setTimeout(() => {
      clear();
      start();
    }, afterMs + LAST_WARNING_MS);
  };
  const alive = () => {
    warn(false);
    start();
  };
  for (const sign of SIGNS) window.addEventListener(sign, alive, { passive: true });
  start();
  return () => {
    stop();
    for (const sign of SIGNS) window.removeEventListener(sign, alive);
  };
}
