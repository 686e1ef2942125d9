/** How long a workerd takes from its start to the first answer of one Worker. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Bundle, compatibilityDate, compatibilityFlags } from './workerd.ts';

const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [(name = "index.js", esModule = embed "index.js")],
    compatibilityDate = "${compatibilityDate}",
    compatibilityFlags = ${JSON.stringify(compatibilityFlags)},
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`;

/** @returns milliseconds until an unknown path is refused, which needs the whole Worker and no database */
export async function startupMs({ name, code }: Bundle, scratch: string): Promise<number> {
  const dir = join(scratch, `start-${name}`);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'index.js'), code);
  writeFileSync(join(dir, 'config.capnp'), config);
  const start = performance.now();
  // On --control-fd workerd tells which port it was given.
  const child = spawn('workerd', ['serve', join(dir, 'config.capnp'), '--control-fd=3'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const complaint = text(child.stderr as NonNullable<typeof child.stderr>);
  const ended = new Promise<void>((done) => child.on('close', () => done()));
  try {
    const port = await new Promise<number>((done, fail) => {
      child.on('error', fail);
      child.stdio[3]?.on('data', (line: Buffer) => {
        const { event, port } = JSON.parse(line.toString().split('\n')[0] as string) as { event: string; port: number };
        if (event === 'listen') done(port);
      });
      ended.then(async () => fail(new Error(await complaint)), fail);
    });
    await (await fetch(`http://127.0.0.1:${port}/nothing-here`)).arrayBuffer();
    return performance.now() - start;
  } finally {
    child.kill();
    await ended;
  }
}
