import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface RunningServer {
  origin: string;
  stateDir: string;
  /** Of `npm start`; everything else runs below it. */
  pid: number;
  /** Settled when `npm start` has ended, however. */
  ended: Promise<void>;
  /** Everything that `npm start` printed so far. */
  printed(): string;
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

const ended = (child: ChildProcess) => new Promise<void>((done) => child.once('exit', () => done()));

/** Starts the whole product as a newcomer does, on a free port with a state of its own. */
export async function startServer(
  stateDir = mkdtempSync(join(tmpdir(), 'one-window-state-')),
  settings: Record<string, string> = {},
): Promise<RunningServer> {
  const port = await freePort();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), STATE_DIR: stateDir, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const ready = new Promise<void>((done, fail) => {
    const read = (data: Buffer) => {
      printed += data.toString();
      if (printed.includes('Ctrl+C')) done();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => fail(new Error(`npm start ended with ${code}\n${printed}`)));
  });
  const end = ended(child);
  await ready;
  return {
    pid: child.pid ?? 0,
    ended: end,
    origin: `http://127.0.0.1:${port}`,
    stateDir,
    printed: () => printed,
    async stop() {
      child.kill('SIGTERM');
      await end;
      // The port must be free again before another test may want it; npm goes before the server does.
      for (let i = 0; i < 50 && (await answers(port)); i++) await new Promise((done) => setTimeout(done, 100));
    },
  };
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health`).then(
    () => true,
    () => false,
  );
}

export const forget = (server: RunningServer): void => rmSync(server.stateDir, { recursive: true, force: true });
