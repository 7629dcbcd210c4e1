import type { CertificateDefect } from '@inbox-connect/core';
import type { CapabilityPhase, PortBehaviour, ServerBehaviour } from '../behaviour.ts';
import type { IssuedDefect } from '../certificate-authority.ts';
import type { Lane } from './replay-lane.ts';

/** How a server of the report listens, secures and offers. */
export function behaviourOf(lane: Lane): Omit<ServerBehaviour<never>, 'replies'> {
  const lookup = lane.saw('resolve-failed')?.code;
  return {
    ports: { ...probedPorts(lane), [lane.endpoint.port]: portOf(lane) },
    lookup: lookup === undefined || lookup === 'ENOTFOUND' || lookup === 'ENODATA' ? 'found' : 'servfail',
    aliases: [...new Set(answeredProbes(lane).flatMap(({ host }) => lane.rename(host) ?? []))].filter((host) => host !== lane.host),
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
  return probes.filter(({ outcome }) => outcome === 'answered').slice(0, mostProbes);
}

/** A check tries no more; a report that was made up could name any number. */
const mostProbes = 10;

const unreachableCodes = ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN', 'ENETDOWN'];

/** What the port does that the form names. */
export function portOf(lane: Lane): PortBehaviour {
  const connect = lane.stages.find(({ stage }) => stage === 'connect');
  if (connect?.verdict === 'failed') {
    const codes = connect.observations.flatMap((observation) => (observation.type === 'connection-attempted' ? [observation.code ?? ''] : []));
    if (codes.includes('ECONNREFUSED')) return 'refuse';
    if (codes.includes('ECONNRESET')) return 'reset';
    return codes.some((code) => unreachableCodes.includes(code)) ? 'unreachable' : 'unanswered';
  }
  const { security } = lane.endpoint;
  const foreign = lane.saw('foreign-protocol')?.protocol;
  if (foreign === 'tls') return 'tls';
  // Only this port is another service's; behind TLS the words of one stand in place of the greeting.
  if (security !== 'tls' && (foreign === 'http' || foreign === 'ssh' || foreign === 'pop3')) return foreign;
  // Clear text in place of the handshake that was agreed on came a moment too late to be seen as such.
  if (security === 'starttls' && (lane.saw('text-injected') ?? lane.saw('handshake-failed')) !== undefined && !isOutdated(lane)) return 'starttls-injected';
  if (security !== 'tls' && lane.saw('connection-closed', 'greet')?.code !== undefined) return 'reset';
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
  // Who speaks clear text there and no STARTTLS either, by what the probes say, may as well be a web server.
  return /WRONG_VERSION|PACKET_LENGTH|RECORD_LAYER|UNEXPECTED_MESSAGE|HTTP_REQUEST/.test(code) ? (probedPorts(lane)[lane.endpoint.port] ?? 'http') : 'tls';
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
  const names =
    presented.defects.includes('certificate-name-mismatch') && leaf !== undefined && leaf.names.length > 0 ? { names: namesIn(lane, leaf.names) } : {};
  return { ...names, ...(defect !== undefined && { defect: isEarly ? ('not-yet-valid' as const) : defect }) };
}

/** A certificate for somebody else: for the same names, but in the lab. */
function namesIn(lane: Lane, names: readonly string[]): readonly string[] {
  const renamed = names.slice(0, mostNames).flatMap((name) => {
    const wildcard = name.startsWith('*.') ? '*.' : '';
    const told = lane.rename(name.slice(wildcard.length));
    // RFC 6125 s.6.4.3: the asterisk stands for one label; it did not stand for that of the server.
    const isOurs = wildcard !== '' && told === lane.host.slice(lane.host.indexOf('.') + 1);
    return told === undefined ? [] : `${wildcard}${isOurs ? 'other.' : ''}${told}`;
  });
  return renamed.length > 0 ? renamed : [`somebody-else.${lane.host}`];
}

const mostNames = 20;

function capabilitiesOf(lane: Lane): Readonly<Partial<Record<CapabilityPhase, readonly string[]>>> {
  const listed = lane.stages.flatMap(({ observations }) => observations).filter((observation) => observation.type === 'capabilities-listed');
  return Object.fromEntries(listed.map(({ when, capabilities }) => [hidesSignIn(lane) ? 'before-tls' : when, capabilities]));
}
