/**
 * Asks one address as fast as it answers, over kept connections, and counts the answers.
 * A bare socket and not fetch(): on two cores the asking must cost less than the answering, or the bench
 * would measure itself.
 */
import { connect, type Socket } from 'node:net';

const CONNECTIONS = 16;
const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = '0\r\n\r\n';

export interface Target {
  port: number;
  path: string;
  /** e.g. `{ 'if-none-match': '"…"' }` */
  headers?: Record<string, string>;
  expectedStatus: number;
}

/**
 * Where the first answer in `data` ends, -1 while it has not arrived as a whole.
 * RFC 9112 section 6.3: no body after 204 and 304, else Transfer-Encoding before Content-Length.
 */
function endOfAnswer(data: Buffer, expectedStatus: number): number {
  const headEnd = data.indexOf(HEAD_END);
  if (headEnd < 0) return -1;
  const head = data.toString('latin1', 0, headEnd);
  const status = Number(head.slice(9, 12));
  if (status !== expectedStatus) throw new Error(`expected status ${expectedStatus}, got:\n${head}`);
  const bodyStart = headEnd + HEAD_END.length;
  if (status === 304 || status === 204) return bodyStart;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return bodyStart + Number(length) <= data.length ? bodyStart + Number(length) : -1;
  // Our answers are JSON and never hold this sequence: strings have their line ends escaped.
  const lastChunk = data.indexOf(LAST_CHUNK, bodyStart);
  return lastChunk < 0 ? -1 : lastChunk + LAST_CHUNK.length;
}

/** Sends, waits for the whole answer, sends again for as long as `onAnswer` says so. */
function converse(socket: Socket, request: Buffer, expectedStatus: number, onAnswer: () => boolean): Promise<void> {
  return new Promise((done, fail) => {
    let pending: Buffer | undefined;
    socket.setNoDelay(true);
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('the server closed a connection')));
    socket.on('data', (data: Buffer) => {
      const received = pending === undefined ? data : Buffer.concat([pending, data]);
      pending = received;
      try {
        const end = endOfAnswer(received, expectedStatus);
        if (end < 0) return;
        if (end !== received.length) throw new Error('more bytes than one answer has');
      } catch (error) {
        return fail(error);
      }
      pending = undefined;
      if (onAnswer()) return socket.write(request);
      socket.removeAllListeners('close');
      socket.destroy();
      done();
    });
    socket.write(request);
  });
}

/** @returns answers received and how long it took */
export async function load(target: Target, durationMs: number): Promise<{ answers: number; elapsedMs: number }> {
  const { port, path, headers = {}, expectedStatus } = target;
  const lines = [`GET ${path} HTTP/1.1`, `host: 127.0.0.1:${port}`, 'accept: */*'];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  const request = Buffer.from(lines.join('\r\n') + HEAD_END);
  let answers = 0;
  const start = performance.now();
  const onAnswer = () => {
    answers++;
    return performance.now() - start < durationMs;
  };
  const sockets = Array.from({ length: CONNECTIONS }, () => connect(port, '127.0.0.1'));
  await Promise.all(sockets.map((socket) => converse(socket, request, expectedStatus, onAnswer)));
  return { answers, elapsedMs: performance.now() - start };
}
