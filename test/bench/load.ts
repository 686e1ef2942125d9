/**
 * Asks one address as fast as it answers, over kept connections, and counts the answers.
 * A bare socket and not fetch(): on two cores the asking must cost less than the answering, or the bench
 * would measure itself.
 */
import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';

const CONNECTIONS = 16;
const HEAD_END = '\r\n\r\n';

export interface Target {
  port: number;
  path: string;
  /** e.g. `{ 'if-none-match': '"…"' }` */
  headers?: Record<string, string>;
  /** Posted as JSON, each time under an `Idempotency-Key` of its own; without it the address is read. */
  body?: string;
  expectedStatus: number;
}

/** What is sent next. A body is the same each time: what makes it another submission is its key. */
function requestsTo({ port, path, headers = {}, body }: Target): () => Buffer {
  const method = body === undefined ? 'GET' : 'POST';
  const lines = [`${method} ${path} HTTP/1.1`, `host: 127.0.0.1:${port}`, 'accept: */*'];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (body === undefined) {
    const request = Buffer.from(lines.join('\r\n') + HEAD_END);
    return () => request;
  }
  lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`, 'idempotency-key: ');
  const before = Buffer.from(lines.join('\r\n'));
  const after = Buffer.from(HEAD_END + body);
  return () => Buffer.concat([before, Buffer.from(randomUUID()), after]);
}

/**
 * Length of the answer that `data` begins with, undefined while its head has not arrived as a whole.
 * RFC 9112 section 6.3, without chunks: what is answered from memory has a length, and a streamed answer
 * would be another thing to measure.
 */
function lengthOfAnswer(data: Buffer, expectedStatus: number): number | undefined {
  const headLength = data.indexOf(HEAD_END) + HEAD_END.length;
  if (headLength < HEAD_END.length) return undefined;
  const head = data.toString('latin1', 0, headLength);
  const status = Number(head.slice(9, 12));
  if (status !== expectedStatus) throw new Error(`expected status ${expectedStatus}, got:\n${head}`);
  if (status === 304) return headLength;
  const bodyLength = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (bodyLength === undefined) throw new Error(`an answer without Content-Length:\n${head}`);
  return headLength + Number(bodyLength);
}

/** Sends, waits for the whole answer, sends again for as long as `onAnswer` says so. */
function converse(
  socket: Socket,
  nextRequest: () => Buffer,
  expectedStatus: number,
  onAnswer: () => boolean,
): Promise<void> {
  return new Promise((done, fail) => {
    let head: Buffer | undefined;
    let missing: number | undefined;
    const receive = (data: Buffer): void => {
      if (missing === undefined) {
        const received = head === undefined ? data : Buffer.concat([head, data]);
        const length = lengthOfAnswer(received, expectedStatus);
        head = length === undefined ? received : undefined;
        if (length === undefined) return;
        missing = length - received.length;
      } else missing -= data.length;
      if (missing > 0) return;
      if (missing < 0) throw new Error('more bytes than one answer has');
      missing = undefined;
      if (onAnswer()) socket.write(nextRequest());
      else {
        socket.removeAllListeners('close');
        socket.destroy();
        done();
      }
    };
    socket.setNoDelay(true);
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('the server closed a connection')));
    socket.on('data', (data: Buffer) => {
      try {
        receive(data);
      } catch (error) {
        socket.destroy();
        fail(error);
      }
    });
    socket.write(nextRequest());
  });
}

/** @returns answers received and how long it took */
export async function load(target: Target, durationMs: number): Promise<{ answers: number; elapsedMs: number }> {
  const { port, expectedStatus } = target;
  const nextRequest = requestsTo(target);
  let answers = 0;
  const start = performance.now();
  const onAnswer = () => {
    answers++;
    return performance.now() - start < durationMs;
  };
  const sockets = Array.from({ length: CONNECTIONS }, () => connect(port, '127.0.0.1'));
  await Promise.all(sockets.map((socket) => converse(socket, nextRequest, expectedStatus, onAnswer)));
  return { answers, elapsedMs: performance.now() - start };
}
