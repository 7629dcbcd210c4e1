import type {
  CertificateDefect,
  CheckRequest,
  Endpoint,
  Observation,
  ObservationOf,
  ObservationType,
  Report,
  Service,
  Stage,
  StageRecord,
} from '@inbox-connect/core';
import type { CapabilityPhase, Ending, ImapReply, Override, PortBehaviour, ServerBehaviour, SmtpReply } from './behaviour.ts';
import type { IssuedDefect } from './certificate-authority.ts';
import { hostOf, labPassword, labZone, type Scenario } from './scenario.ts';

/** A report without the settings that it was made with: the check never started. */
export class NotReplayable extends Error {
  override readonly name = 'NotReplayable';
}

/**
 * Makes a scenario of a report: servers that are found, listen, secure, greet, offer, answer and fail as those did that
 * the report tells of, under names of the lab. The same check against them ends in the same stage for the same cause.
 * What a server said is said again as far as the report quotes it. Throws `NotReplayable` for a check that never started.
 */
export function replayReport(report: Report, name: string): Scenario {
  const { settings, outcome } = report;
  if (settings === null || outcome === null) throw new NotReplayable('The check of this report has not ended');
  const domain = `${name}.${labZone}`;
  const email = `anna@${domain}`;
  const lanes = { imap: laneOf(report, 'imap'), smtp: laneOf(report, 'smtp') };
  const username = signInNameOf(lanes.imap, email);
  const request: CheckRequest = {
    ...settings,
    email,
    password: labPassword,
    ...(username === email ? {} : { username }),
    imap: { ...settings.imap, host: lanes.imap.host(domain) },
    smtp: { ...settings.smtp, host: lanes.smtp.host(domain) },
    // A fingerprint of the real server means nothing here; what was trusted there is allowed here.
    allowNonSecureCertificate: settings.allowNonSecureCertificate || settings.trustedCertificates.length > 0,
    trustedCertificates: [],
  };
  if (username === email) delete request.username;
  return {
    name,
    domain,
    account: { email, signInName: username, password: labPassword },
    imap: { ...behaviourOf(lanes.imap), replies: imapReplies(lanes.imap) },
    smtp: { ...behaviourOf(lanes.smtp), replies: smtpReplies(lanes.smtp) },
    delivery: lanes.smtp.saw('message-missing') === undefined ? 'delivered' : 'lost',
    request,
    outcome,
    problems: report.problems.map(({ service, stage, cause }) => ({ service, stage, cause })),
  };
}

/** One service of a report, made ready to be asked. */
interface Lane {
  readonly service: Service;
  readonly endpoint: Endpoint;
  readonly stages: readonly StageRecord[];
  readonly probes: readonly ObservationOf<'endpoint-probed'>[];
  saw<T extends ObservationType>(type: T, stage?: Stage): ObservationOf<T> | undefined;
  /** What the form names as the server. */
  host(domain: string): string;
}

function laneOf(report: Report, service: Service): Lane {
  const stages = report.stages.filter((stage) => stage.service === service);
  const endpoint = report.settings?.[service] ?? { host: '', port: 0, security: 'tls' };
  const evidence = report.problems.filter((problem) => problem.service === service).flatMap((problem) => problem.evidence);
  const lane: Lane = {
    service,
    endpoint,
    stages,
    probes: evidence.filter((observation) => observation.type === 'endpoint-probed'),
    saw: (type, stage) =>
      stages
        .filter((record) => stage === undefined || record.stage === stage)
        .flatMap(({ observations }) => observations)
        .find((observation): observation is ObservationOf<typeof type> => observation.type === type),
    host: (domain) => {
      // Our policy refuses an address of the private network, whatever name it came by.
      if (lane.saw('dial-refused') !== undefined) return '10.0.0.1';
      const failure = lane.saw('resolve-failed')?.code;
      return failure === 'ENOTFOUND' || failure === 'ENODATA' ? `unknown-${service}.${domain}` : hostOf(service, domain);
    },
  };
  return lane;
}

function signInNameOf(lane: Lane, email: string): string {
  switch (lane.saw('settings-used')?.usernameForm) {
    case 'local-part':
      return 'anna';
    case 'other':
      return 'another-name';
    default:
      return email;
  }
}

function behaviourOf(lane: Lane): Omit<ServerBehaviour<never>, 'replies'> {
  const lookup = lane.saw('resolve-failed')?.code;
  return {
    ports: { ...probedPorts(lane), [lane.endpoint.port]: portOf(lane) },
    lookup: lookup === undefined || lookup === 'ENOTFOUND' || lookup === 'ENODATA' ? 'found' : 'servfail',
    aliases: [...new Set(answeredProbes(lane).map(({ host }) => host))].filter((host) => host !== lane.endpoint.host),
    certificate: certificateOf(lane),
    tls: isOutdated(lane) ? 'outdated' : 'current',
    mechanisms: ['PLAIN', 'LOGIN'],
    capabilities: capabilitiesOf(lane),
    replyDelayMs: 0,
  };
}

/** Where probes were answered, the replay answers too: the first remedy stays the same. */
function probedPorts(lane: Lane): Record<number, PortBehaviour> {
  return Object.fromEntries(answeredProbes(lane).map(({ port, security }) => [port, security]));
}

function answeredProbes({ probes }: Lane): Lane['probes'] {
  return probes.filter(({ outcome }) => outcome === 'answered');
}

const unreachableCodes = ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN', 'ENETDOWN'];

function portOf(lane: Lane): PortBehaviour {
  const connect = lane.stages.find(({ stage }) => stage === 'connect');
  if (connect?.verdict === 'failed') {
    const codes = connect.observations.flatMap((observation) => (observation.type === 'connection-attempted' ? [observation.code ?? ''] : []));
    if (codes.includes('ECONNREFUSED')) return 'refuse';
    if (codes.includes('ECONNRESET')) return 'reset';
    return codes.some((code) => unreachableCodes.includes(code)) ? 'unreachable' : 'unanswered';
  }
  const protocol = lane.saw('foreign-protocol')?.protocol;
  if (protocol === 'http' || protocol === 'ssh' || protocol === 'pop3') return protocol;
  if (protocol === 'tls') return 'tls';
  if (lane.saw('text-injected') !== undefined) return 'starttls-injected';
  const { security } = lane.endpoint;
  if (security === 'tls') return tlsPortOf(lane);
  if (security === 'none') return hidesSignIn(lane) ? 'starttls' : 'clear-text';
  return lane.saw('starttls-not-offered') === undefined ? 'starttls' : 'clear-text';
}

/** A server that lets nobody sign in before TLS lists no mechanism there. */
function hidesSignIn(lane: Lane): boolean {
  return lane.endpoint.security === 'none' && lane.saw('no-common-mechanism') !== undefined;
}

/** What stood in place of a handshake on a port of implicit TLS. */
function tlsPortOf(lane: Lane): PortBehaviour {
  if (lane.saw('nothing-received', 'secure') !== undefined) return 'silent';
  const code = lane.saw('handshake-failed')?.code ?? '';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'reset';
  const closed = lane.saw('connection-closed', 'secure');
  if (closed !== undefined) return closed.code === undefined ? 'close' : 'reset';
  return /WRONG_VERSION|PACKET_LENGTH|RECORD_LAYER|UNEXPECTED_MESSAGE|HTTP_REQUEST/.test(code) ? 'starttls' : 'tls';
}

function isOutdated(lane: Lane): boolean {
  return /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|NO_PROTOCOLS|HANDSHAKE_FAILURE|NO_SHARED_CIPHER|INSUFFICIENT/.test(lane.saw('handshake-failed')?.code ?? '');
}

const issuedDefects: Readonly<Record<CertificateDefect, IssuedDefect | undefined>> = {
  'certificate-expired': 'expired',
  'certificate-self-signed': 'self-signed',
  'certificate-unknown-issuer': 'unknown-issuer',
  'certificate-name-mismatch': undefined,
};

function certificateOf(lane: Lane): ServerBehaviour<never>['certificate'] {
  const presented = lane.saw('certificate-presented');
  if (presented === undefined) return /KEY_TOO_SMALL|TOO_WEAK/.test(lane.saw('handshake-failed')?.code ?? '') ? { defect: 'weak-key' } : {};
  const [leaf] = presented.chain;
  const defect = presented.defects.map((name) => issuedDefects[name]).find((issued) => issued !== undefined);
  const isEarly = defect === 'expired' && leaf !== undefined && new Date(leaf.validTo).getTime() > Date.now();
  // The names of a certificate for somebody else are told as they were.
  const names = presented.defects.includes('certificate-name-mismatch') && leaf !== undefined && leaf.names.length > 0 ? { names: leaf.names } : {};
  return { ...names, ...(defect !== undefined && { defect: isEarly ? ('not-yet-valid' as const) : defect }) };
}

function capabilitiesOf(lane: Lane): Readonly<Partial<Record<CapabilityPhase, readonly string[]>>> {
  const listed = lane.stages.flatMap(({ observations }) => observations).filter((observation) => observation.type === 'capabilities-listed');
  return Object.fromEntries(listed.map(({ when, capabilities }) => [hidesSignIn(lane) ? 'before-tls' : when, capabilities]));
}

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

function imapReplies(lane: Lane): Replies {
  return repliesOf(
    lane,
    imapStages,
    (command) => named(imapCommands, command),
    ({ command, status, reply }) => {
      const line = reply.replace(/^\* /, '');
      return command === 'greeting' || command === 'unsolicited' ? `* ${line}` : status === 'BYE' ? `* ${line}` : line;
    },
  );
}

function smtpReplies(lane: Lane): Replies {
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
    ({ reply }) => reply,
  );
}

function named(commands: Readonly<Record<string, Reply>>, command: string): Reply | undefined {
  return Object.entries(commands).find(([name]) => command === name || command.startsWith(`${name} `))?.[1];
}

function repliesOf(
  lane: Lane,
  byStage: Readonly<Partial<Record<Stage, Reply>>>,
  replyTo: (command: string) => Reply | undefined,
  wording: (refusal: ObservationOf<'server-replied'>) => string,
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
  // On a port of implicit TLS the handshake itself is what the port does; there is no command to answer.
  if (failed.stage === 'secure' && lane.endpoint.security === 'tls') return {};
  return replies;
}

function replyIn(observation: Observation, replyTo: (command: string) => Reply | undefined): Reply | undefined {
  if (observation.type === 'server-replied') return observation.ok ? undefined : replyTo(observation.command);
  return observation.type === 'nothing-received' || observation.type === 'connection-closed' ? replyTo(observation.awaiting) : undefined;
}

/** No reply of either protocol: what a replay says where the words that broke the protocol were not kept. */
const noReply = 'this is no reply';

function overrideFor(observation: Observation, wording: (refusal: ObservationOf<'server-replied'>) => string): Override | undefined {
  switch (observation.type) {
    case 'server-replied':
      if (observation.ok) return undefined;
      return observation.status === 'BYE' || observation.status === '421' ? { say: wording(observation), ending: 'close' } : wording(observation);
    case 'nothing-received':
      return { ending: 'silence' };
    case 'connection-closed':
      return { ending: observation.code === undefined ? 'close' : 'reset' };
    case 'protocol-violated':
    case 'limit-exceeded':
      return { say: noReply, ending: 'silence' };
    case 'preauthenticated':
      return '* PREAUTH Welcome back';
    default:
      return undefined;
  }
}

/** First the words, then the end. */
function merge(earlier: Override | undefined, later: Override): Override {
  const said = typeof earlier === 'object' && 'say' in earlier ? earlier.say : typeof earlier === 'string' ? earlier : undefined;
  const ending: Ending | undefined = typeof later === 'object' ? later.ending : undefined;
  if (said === undefined || ending === undefined) return said === undefined ? later : said;
  return { say: said, ending };
}
