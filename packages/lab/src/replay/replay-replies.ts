import type { Observation, ObservationOf, Stage } from '@inbox-connect/core';
import { type ImapReply, type Override, type SmtpReply, speaksProtocol } from '../behaviour.ts';
import { portOf } from './replay-behaviour.ts';
import type { Lane } from './replay-lane.ts';

type Reply = ImapReply | SmtpReply;
type Replies = Readonly<Partial<Record<Reply, Override>>>;

/** Commands by the name of the answer that can be declared for them. */
const imapCommands: Readonly<Record<string, ImapReply>> = {
  greeting: 'greeting',
  CAPABILITY: 'capability',
  STARTTLS: 'starttls',
  AUTHENTICATE: 'authenticate',
  LOGIN: 'authenticate',
  EXAMINE: 'select',
  SELECT: 'select',
  LIST: 'list',
};
const smtpCommands: Readonly<Record<string, SmtpReply>> = {
  greeting: 'greeting',
  EHLO: 'ehlo',
  STARTTLS: 'starttls',
  AUTH: 'authenticate',
  'MAIL FROM': 'mail',
  'RCPT TO': 'rcpt',
  DATA: 'data',
};

/** The command that a stage waits for when nothing says which. */
const imapStages: Readonly<Partial<Record<Stage, ImapReply>>> = { greet: 'greeting', secure: 'starttls', authenticate: 'authenticate', select: 'select' };
const smtpStages: Readonly<Partial<Record<Stage, SmtpReply>>> = { greet: 'greeting', secure: 'starttls', authenticate: 'authenticate', send: 'message' };

/** What the IMAP server of the report answered where it failed. */
export function imapReplies(lane: Lane): Replies {
  const welcome = lane.saw('greeting-received')?.text;
  const replies = repliesOf(
    lane,
    imapStages,
    (command) => named(imapCommands, command),
    ({ command, status, reply }) => {
      const line = withoutLiterals(reply.replace(/^\* /, ''));
      return command === 'greeting' || command === 'unsolicited' ? `* ${line}` : status === 'BYE' ? `* ${line}` : line;
    },
    (text) => ({ status: 'OK', reply: `OK ${text}` }),
  );
  return welcome === undefined ? replies : { greeting: `* OK ${withoutLiterals(welcome)}`, ...replies };
}

/** A number in braces at the end of a line would announce more of it (RFC 9051 s.4.3). */
function withoutLiterals(text: string): string {
  return text.replaceAll(/\{(\d+)\}$/gm, '($1)');
}

/** The same of its SMTP server. */
export function smtpReplies(lane: Lane): Replies {
  const wasAskedForData = lane.stages.some(({ observations }) =>
    observations.some((observation) => observation.type === 'server-replied' && observation.command === 'DATA' && observation.status === '354'),
  );
  return repliesOf(
    lane,
    smtpStages,
    (command) => {
      const reply = named(smtpCommands, command);
      return reply === 'data' && wasAskedForData ? 'message' : reply;
    },
    ({ status, reply }) => {
      // Long replies are kept cut: what is left is made whole again (RFC 5321 s.4.2.1).
      const lines = reply.split('\n').map((line) => line.replace(/^\d{3}(?:[- ]|$)/, ''));
      return lines.map((line, index) => `${status}${index === lines.length - 1 ? ' ' : '-'}${line}`).join('\n');
    },
    (text) => ({ status: '220', reply: text }),
  );
}

function named(commands: Readonly<Record<string, Reply>>, command: string): Reply | undefined {
  return Object.entries(commands).find(([name]) => command === name || command.startsWith(`${name} `))?.[1];
}

function repliesOf(
  lane: Lane,
  byStage: Readonly<Partial<Record<Stage, Reply>>>,
  replyTo: (command: string) => Reply | undefined,
  wording: (reply: ObservationOf<'server-replied'>) => string,
  greeting: (text: string) => Pick<ObservationOf<'server-replied'>, 'status' | 'reply'>,
): Replies {
  const failed = lane.stages.find(({ verdict, stage }) => verdict === 'failed' && stage !== 'resolve' && stage !== 'connect' && stage !== 'arrive');
  const replies: Partial<Record<Reply, Override>> = {};
  if (failed === undefined) return {};
  for (const observation of failed.observations) {
    const reply = replyIn(observation, replyTo) ?? byStage[failed.stage];
    if (reply === undefined) continue;
    const override = overrideFor(observation, wording);
    if (override !== undefined) replies[reply] = merge(replies[reply], override);
  }
  // What the port itself does is no answer to a command.
  const isOfPort = lane.endpoint.security === 'tls' ? failed.stage === 'secure' : !speaksProtocol(portOf(lane));
  if (isOfPort) return {};
  // Some servers are known by how they introduce themselves.
  const introduced = lane.stages.flatMap(({ observations }) => observations).find((observation) => observation.type === 'greeting-received');
  if (introduced === undefined || introduced.text === '') return replies;
  return { greeting: wording({ type: 'server-replied', command: 'greeting', ok: true, ...greeting(introduced.text) }), ...replies };
}

function replyIn(observation: Observation, replyTo: (command: string) => Reply | undefined): Reply | undefined {
  if (observation.type === 'server-replied') return observation.ok ? undefined : replyTo(observation.command);
  return observation.type === 'nothing-received' || observation.type === 'connection-closed' ? replyTo(observation.awaiting) : undefined;
}

/** How other services introduce themselves. */
const foreignWords: Readonly<Partial<Record<string, string>>> = {
  http: 'HTTP/1.1 400 Bad Request',
  ssh: 'SSH-2.0-OpenSSH_9.9',
  pop3: '+OK ready',
  imap: '* OK IMAP4rev1 ready',
  smtp: '220 ESMTP ready',
};

/** No reply of either protocol: what a replay says where the words that broke the protocol were not kept. */
const noReply = 'this is no reply';

function overrideFor(observation: Observation, wording: (refusal: ObservationOf<'server-replied'>) => string): Override | undefined {
  switch (observation.type) {
    case 'server-replied':
      if (observation.ok) return undefined;
      return observation.status === 'BYE' || observation.status === '421' ? { say: wording(observation), ending: 'close' } : wording(observation);
    case 'nothing-received':
    case 'deadline-passed':
      return { ending: 'silence' };
    case 'connection-closed':
      return { ending: observation.code === undefined ? 'close' : 'reset' };
    case 'foreign-protocol':
      return { say: foreignWords[observation.protocol] ?? noReply, ending: 'silence' };
    case 'protocol-violated':
    case 'limit-exceeded':
      return { say: noReply, ending: 'silence' };
    case 'preauthenticated':
      return '* PREAUTH Welcome back';
    default:
      return undefined;
  }
}

/** What came one after the other: all that was said, then the end. */
function merge(earlier: Override | undefined, later: Override): Override {
  const first = spoken(earlier);
  // After an answer only a second one breaks the protocol.
  const second = first !== undefined && spoken(later) === noReply ? `OK ${noReply}` : spoken(later);
  const words = [first, second].filter((text) => text !== undefined).join('\n');
  const ending = typeof later === 'object' ? later.ending : undefined;
  if (words === '') return later;
  return ending === undefined ? words : { say: words, ending };
}

function spoken(override: Override | undefined): string | undefined {
  return typeof override === 'object' ? ('say' in override ? override.say : undefined) : override;
}
