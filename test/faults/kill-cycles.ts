/** The whole server under 16 writers, killed without warning, again and again. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { node } from '../../tasks/environment.mjs';
import { EXAMPLE_SUBMISSION } from '../../worker/cases/examples.data.ts';
import { forget, type RunningServer, root, startServer } from '../e2e/server.ts';

const run = promisify(execFile);
const WRITERS = 16;

export interface KillReport {
  cycles: number;
  acknowledged: number;
  /** Submits whose answer never came; sent again with the same key after the restart. */
  unheard: number;
  missing: string[];
  doubled: number;
  /** Supplements whose answer came, and those whose answer never came. */
  supplements: number;
  supplementsUnheard: number;
  /** Supplements that are not there, or there twice; as `0: <text>`, `2: <text>`. */
  wrongSupplements: string[];
  chain: string;
}
interface Receipt {
  receiptNumber: string;
  lookupCode: string;
  token: string;
}
interface Found {
  messages: { text: string }[];
}
/** What is added to one case in two. */
interface Addition {
  receipt: Receipt;
  text: string;
}

/** Everything below a process, children first. */
async function below(top: number): Promise<number[]> {
  // Not `execFileSync`: while this process waits, the writers would wait too, and the server would die idle.
  const { stdout } = await run('ps', ['-eo', 'pid=,ppid=']);
  const table = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const walk = (pid: number): number[] => {
    const children = table.flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
    return [...children.flatMap(walk), ...children];
  };
  return walk(top);
}

async function killHard(server: RunningServer): Promise<void> {
  for (const pid of [...(await below(server.pid)), server.pid]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has gone already.
    }
  }
  await server.ended;
}

async function post<Answer>(
  server: RunningServer,
  path: string,
  body: unknown,
  key = '',
  token = '',
): Promise<Answer | null> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key, authorization: `Bearer ${token}` };
  try {
    const response = await fetch(`${server.origin}/api/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    return response.ok ? ((await response.json()) as Answer) : null;
  } catch {
    // The server went while it was answering: that is what this is about.
    return null;
  }
}

/** With a token that has not run out while the server was killed again and again. */
async function refreshed(server: RunningServer, { receipt, text }: Addition): Promise<Addition> {
  const { receiptNumber, lookupCode } = receipt;
  const found = await post<{ token: string }>(server, '/cases/lookup', { receiptNumber, lookupCode });
  return { receipt: { ...receipt, token: found?.token ?? '' }, text };
}

/**
 * @param cycles how often the server is killed
 * @param tell told about each cycle
 */
export async function killCycles(cycles: number, tell: (line: string) => void): Promise<KillReport> {
  const acknowledged = new Map<string, Receipt>();
  const unheard = new Set<string>();
  const [added, unheardAdditions] = [new Map<string, Addition>(), new Map<string, Addition>()];
  let doubled = 0;
  let server = await startServer(undefined, { RATE_LIMITS: 'off' });
  const { stateDir } = server;
  const submit = async (key: string) => {
    const body = { ...EXAMPLE_SUBMISSION, text: `夜里有黑水：${key}` };
    const receipt = await post<Receipt>(server, '/cases', body, key);
    if (receipt === null) {
      unheard.add(key);
      return null;
    }
    const known = acknowledged.get(key);
    if (known && known.receiptNumber !== receipt.receiptNumber) doubled++;
    acknowledged.set(key, receipt);
    return receipt;
  };
  const supplement = async (key: string, addition: Addition) => {
    const { receipt, text } = addition;
    const path = `/cases/${receipt.receiptNumber}/supplement`;
    const isHeard = (await post(server, path, { text }, key, receipt.token)) !== null;
    (isHeard ? added : unheardAdditions).set(key, addition);
    return isHeard;
  };
  let turn = 0;
  for (let cycle = 1; cycle <= cycles; cycle++) {
    let isUp = true;
    const writer = async () => {
      while (isUp) {
        const receipt = await submit(crypto.randomUUID());
        if (receipt === null) return;
        const key = crypto.randomUUID();
        if (turn++ % 2 === 0 && !(await supplement(key, { receipt, text: `又来了：${key}` }))) return;
      }
    };
    const writers = Array.from({ length: WRITERS }, writer);
    await new Promise((done) => setTimeout(done, 1000 + Math.random() * 3000));
    await killHard(server);
    isUp = false;
    await Promise.all(writers);
    tell(
      `${cycle}/${cycles}: ${acknowledged.size} acknowledged, ${unheard.size} unheard; supplements: ${added.size}, ${unheardAdditions.size} unheard`,
    );
    server = await startServer(stateDir, { RATE_LIMITS: 'off' });
  }
  // What was not heard is sent again: it is one case, whether it had been taken in or not.
  for (const key of unheard) await submit(key);
  for (const [key, addition] of unheardAdditions) await supplement(key, await refreshed(server, addition));
  const missing: string[] = [];
  const said = new Map<string, string[]>();
  for (const { receiptNumber, lookupCode } of acknowledged.values()) {
    const found = await post<Found>(server, '/cases/lookup', { receiptNumber, lookupCode });
    if (found === null) missing.push(receiptNumber);
    else
      said.set(
        receiptNumber,
        found.messages.map(({ text }) => text),
      );
  }
  const wrongSupplements = [...added.values()].flatMap(({ receipt, text }) => {
    const times = said.get(receipt.receiptNumber)?.filter((one) => one === text).length ?? 0;
    return times === 1 ? [] : [`${times}: ${text}`];
  });
  const numbers = [...acknowledged.values()].map(({ receiptNumber }) => receiptNumber);
  doubled += numbers.length - new Set(numbers).size;
  // A second process on the same file would wait for ever: the audit comes when the server has gone.
  await server.stop();
  const env = { ...process.env, STATE_DIR: stateDir };
  const { stdout } = await run(node, ['tasks/trail.ts'], { cwd: root, env }).catch(
    (error: { stdout?: string; stderr?: string }) => ({ stdout: `FAILED ${error.stdout ?? ''}${error.stderr ?? ''}` }),
  );
  forget(server);
  return {
    cycles,
    acknowledged: acknowledged.size,
    unheard: unheard.size,
    missing,
    doubled,
    supplements: added.size,
    supplementsUnheard: unheardAdditions.size,
    wrongSupplements,
    chain: stdout.trim(),
  };
}
