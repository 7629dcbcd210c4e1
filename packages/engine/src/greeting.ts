import type { Socket } from 'node:net';
import type { Observation, Service } from '@inbox-connect/core';
import type { Connection } from './connection.ts';
import { DeadlinePassed } from './deadline.ts';
import { identifyProtocol } from './foreign-protocol.ts';
import { StageFailure } from './stage-failure.ts';

/** Bytes that a first line may have. */
const longestLine = 64 * 1024;
/** How much of foreign words, and for how many milliseconds, is read to tell what they are. */
const enoughToIdentify = 64;
const timeToIdentify = 200;
/** Bytes of a first line that are looked at. */
const headLength = 512;

/**
 * Waits for the first line and makes sure that it is a greeting of this service's protocol before anything reads it: the
 * words of whatever else listens there are never kept. What was read is put back into the socket.
 */
export async function* awaitGreeting(connection: Connection, service: Service, signal: AbortSignal): AsyncGenerator<Observation, void> {
  const startedAt = performance.now();
  const first = await firstLine(connection.socket, service);
  switch (first.kind) {
    case 'greeting':
      return;
    case 'foreign':
      yield { type: 'foreign-protocol', protocol: identifyProtocol(first.bytes) };
      break;
    case 'too-long':
      yield { type: 'limit-exceeded', limit: 'line-length' };
      break;
    case 'closed':
      if (!signal.aborted) yield { type: 'connection-closed', awaiting: 'greeting', ...(first.code === undefined ? {} : { code: first.code }) };
      else if (signal.reason instanceof DeadlinePassed && first.bytes.length === 0) {
        yield { type: 'nothing-received', awaiting: 'greeting', afterMs: Math.round(performance.now() - startedAt) };
      }
  }
  throw new StageFailure();
}

type FirstLine =
  | { readonly kind: 'greeting' | 'too-long' }
  | { readonly kind: 'foreign'; readonly bytes: Buffer }
  | { readonly kind: 'closed'; readonly bytes: Buffer; readonly code: string | undefined };

function firstLine(socket: Socket, service: Service): Promise<FirstLine> {
  const { promise, resolve } = Promise.withResolvers<FirstLine>();
  const pieces: Buffer[] = [];
  let length = 0;
  /** What is enough to tell what it is: a server that sends a byte at a time is not read anew each time. */
  let head = Buffer.alloc(0);
  let code: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const foreign = () => settle({ kind: 'foreign', bytes: head });
  const onError = (error: NodeJS.ErrnoException) => {
    code ??= error.code;
  };
  // Foreign words that were cut off are foreign all the same.
  const onEnd = () => settle(timer === undefined ? { kind: 'closed', bytes: head, code } : { kind: 'foreign', bytes: head });
  const onData = (chunk: Buffer) => {
    pieces.push(chunk);
    length += chunk.length;
    if (head.length < headLength) head = Buffer.concat([head, chunk.subarray(0, headLength)]);
    const isWhole = chunk.includes('\n');
    if (!couldGreet(service, head) || (isWhole && identifyProtocol(head) !== service)) {
      if (isWhole || length >= enoughToIdentify) foreign();
      else timer ??= setTimeout(foreign, timeToIdentify);
    } else if (isWhole) {
      socket.pause();
      socket.unshift(Buffer.concat(pieces));
      settle({ kind: 'greeting' });
    } else if (length > longestLine) settle({ kind: 'too-long' });
  };
  const settle = (first: FirstLine) => {
    clearTimeout(timer);
    socket.removeListener('data', onData).removeListener('end', onEnd).removeListener('close', onEnd).removeListener('error', onError);
    resolve(first);
  };
  socket.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onError);
  if (socket.destroyed) onEnd();
  return promise;
}

/** RFC 9051 s.7.1: OK, PREAUTH or BYE. */
const imapGreetings = ['* OK', '* PREAUTH', '* BYE'];

/** Whether the first bytes are, or may yet become, a greeting: of IMAP, or a reply of SMTP that may open a session (220) or refuse one (RFC 5321 s.4.3.2). */
function couldGreet(service: Service, bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 10).toUpperCase();
  if (service === 'imap') return imapGreetings.some((greeting) => greeting.startsWith(head) || head.startsWith(greeting));
  return head.length < 3 ? /^(?:2|22|[45]\d?)$/.test(head) : /^(?:220|[45]\d\d)(?:[ \r\n-]|$)/.test(head);
}
