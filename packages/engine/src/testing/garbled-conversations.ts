import { setTimeout as wait } from 'node:timers/promises';
import { type Service, stageSchema } from '@inbox-connect/core';
import fc from 'fast-check';
import { openSockets } from './open-sockets.ts';
import { certificate, password, runCheck } from './run-check.ts';
import { type Garble, startScriptedServer } from './scripted-server.ts';
import { imapScript, smtpScript } from './scripts.ts';

/** One change of what a healthy server says: where in its conversation, where in those bytes, and how. */
interface Mutation {
  readonly send: number;
  /** 0 to 1: a place in the bytes of that send. */
  readonly place: number;
  readonly change:
    | { readonly kind: 'flip'; readonly bit: number }
    | { readonly kind: 'insert'; readonly text: string }
    | { readonly kind: 'cut' | 'repeat' | 'drop' };
}

/** Pieces of both grammars that mean something at a wrong place. */
const pieces = [
  ...[
    '\r\n',
    '\r',
    '\n',
    ' ',
    '\0',
    '"',
    '\\',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '{3}\r\n',
    '{999999999999}\r\n',
    '{-1}\r\n',
    '~{4}\r\n',
    '*',
    '+ ',
    '* ',
    '%',
    '<',
    '>',
  ],
  ...[
    '* OK ',
    '* BYE ',
    '* PREAUTH ',
    '* NO ',
    '1 OK ',
    '2 OK ',
    '3 NO ',
    'OK',
    '[CAPABILITY ',
    '[ALERT] ',
    '[UIDVALIDITY 0]',
    'NIL',
    '* 4294967296 EXISTS\r\n',
    '* LIST ',
  ],
  ...['220 ', '220-', '235 ', '250 ', '250-', '334 ', '354 ', '421 ', '535 ', '5.7.8 ', '250-AUTH ', 'AUTH=', 'STARTTLS', '999 ', '25'],
  ...['\u202e', '\u001b[2J', 'é', '\ud83d\ude00', '\ufffd', password, 'x'.repeat(70_000)],
];

const mutation = fc.record({
  send: fc.nat({ max: 9 }),
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  change: fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), bit: fc.nat({ max: 7 }) }),
    fc.record({ kind: fc.constant('insert' as const), text: fc.oneof(fc.constantFrom(...pieces), fc.string()) }),
    fc.record({ kind: fc.constantFrom('cut' as const, 'repeat' as const, 'drop' as const) }),
  ),
});

const conversation = fc.record({ service: fc.constantFrom<Service>('imap', 'smtp'), mutations: fc.array(mutation, { minLength: 1, maxLength: 4 }) });

/**
 * Holds `runs` checks against servers whose words were garbled: each ends with a verdict and without a fault of ours,
 * signs in at most once, and leaves no socket open. A failure tells its seed and the smallest conversation that fails.
 */
export async function checkGarbledConversations(runs: number, seed: number): Promise<void> {
  const property = fc.asyncProperty(conversation, async ({ service, mutations }) => {
    const script = service === 'imap' ? imapScript : smtpScript;
    await using server = await startScriptedServer(script({ security: 'none', certificate }), garbleWith(mutations));
    const own = { port: server.port, security: 'none' as const };
    // Nobody listens on the discard port.
    const closed = { port: 9, security: 'none' as const };
    const { end } = await inTime(runCheck({ imap: service === 'imap' ? own : closed, smtp: service === 'smtp' ? own : closed, deadlines }));
    if (end.outcome !== 'failed') throw new Error(`The check ended ${end.outcome} although one server was closed`);
    await server.allClosed();
    const signIns = server.received.filter((line) => /^(?:\d+ (?:AUTHENTICATE|LOGIN)|AUTH) /.test(line)).length;
    if (signIns > 1) throw new Error(`${signIns} sign-ins`);
  });
  // Many side by side: a silent server costs time, not work.
  const lanes = Array.from({ length: Math.min(runs, 10) }, (_, lane) => fc.assert(property, { numRuns: Math.ceil(runs / 10), seed: seed + lane }));
  await Promise.all(lanes);
  const left = await openSockets();
  if (left > 0) throw new Error(`${left} sockets are left open`);
}

/** A garbled server may keep silent: each stage gets little time. */
const deadlines = Object.fromEntries([...stageSchema.options, 'probe'].map((stage) => [stage, 80]));

async function inTime<T>(work: Promise<T>): Promise<T> {
  const stop = new AbortController();
  const late = wait(20_000, undefined, { signal: stop.signal, ref: false }).then(
    () => Promise.reject(new Error('The check did not end')),
    () => work,
  );
  const result = await Promise.race([work, late]);
  stop.abort();
  return result;
}

function garbleWith(mutations: readonly Mutation[]): Garble {
  return (bytes, index) => mutations.filter(({ send }) => send === index).reduce(apply, bytes);
}

function apply(bytes: Buffer, { place, change }: Mutation): Buffer {
  const at = Math.min(Math.floor(place * bytes.length), bytes.length - 1);
  switch (change.kind) {
    case 'flip': {
      const flipped = Buffer.from(bytes);
      if (bytes.length > 0) flipped[at] = (bytes[at] ?? 0) ^ (1 << change.bit);
      return flipped;
    }
    case 'insert':
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(change.text), bytes.subarray(at)]);
    case 'cut':
      return bytes.subarray(0, at);
    case 'repeat':
      return Buffer.concat([bytes, bytes]);
    case 'drop':
      return Buffer.alloc(0);
  }
}
