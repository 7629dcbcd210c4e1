import { isIP } from 'node:net';
import {
  type Cause,
  type ConnectionSettings,
  type Endpoint,
  hostDefect,
  type ObservationOf,
  type Problem,
  type ProviderServer,
  type Service,
  type StageRecord,
  usualPorts,
} from '@inbox-connect/core';
import { foundNoAgreement } from './handshake.ts';

/** An endpoint to be tried without credentials. */
export interface ProbeTarget {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
  /** The one address of the host to try; all of them when left out. */
  readonly address?: string;
}

/** What went wrong, and what is known besides. */
export interface Failure {
  readonly problem: Pick<Problem, 'service' | 'stage' | 'cause'>;
  readonly settings: ConnectionSettings;
  /** The stages of the service that failed. */
  readonly stages: readonly StageRecord[];
  /** The servers of the provider of the address, or of the host. */
  readonly providerServers: readonly ProviderServer[];
}

/** Connections to servers that have asked for none of them: few. */
const mostProbes = 10;

type EncryptedPort = Pick<ProbeTarget, 'port' | 'security'>;

const encryptedPorts: Readonly<Record<Service, readonly EncryptedPort[]>> = {
  imap: usualPorts.imap.filter(isEncrypted),
  smtp: usualPorts.smtp.filter(isEncrypted),
};

/** Nothing to look for: we did not want to dial, the server wants fewer connections, or the fault is not in the settings. */
const notProbed: readonly Cause[] = ['address-not-permitted', 'rate-limited', 'too-many-connections', 'cancelled', 'interrupted'];

/**
 * What could have worked instead, the best first: other ports and protections of the same host, then other hosts; implicit TLS
 * before STARTTLS (RFC 8314 s.3), and never without either.
 */
export function planProbes(failure: Failure): readonly ProbeTarget[] {
  const { problem, settings } = failure;
  if (!isProbed(failure)) return [];
  const { host, port } = settings[problem.service];
  const planned = [...(problem.stage === 'resolve' ? [] : otherPorts(failure)), ...otherAddresses(failure), ...otherHosts(failure), ...unusual(failure)];
  const open = securitiesLeft(failure);
  const isSettled = (target: ProbeTarget) => target.address === undefined && target.host === host && target.port === port && !open.includes(target.security);
  const isTamperedWith = problem.cause === 'connection-tampered';
  return unique(planned.filter((target) => !isSettled(target) && !(isTamperedWith && target.security === 'starttls'))).slice(0, mostProbes);
}

/** Of sign-ins, only those that never came to the password for want of encryption or of a mechanism. */
function isProbed({ problem: { stage, cause }, stages }: Failure): boolean {
  const facts = stages.flatMap(({ observations }) => observations.map(({ type }) => type));
  if (notProbed.includes(cause) || facts.includes('internal-error')) return false;
  switch (stage) {
    case 'resolve':
    case 'connect':
    case 'secure':
    case 'greet':
      return true;
    case 'authenticate':
      return cause === 'encryption-required' || (cause === 'auth-method-unsupported' && !facts.includes('credentials-sent'));
    default:
      return false;
  }
}

/** How the port that was given may still be protected, after what it has shown of itself. */
function securitiesLeft({ problem: { service, stage }, settings, stages }: Failure): readonly ProbeTarget['security'][] {
  const { security } = settings[service];
  const facts = stages.flatMap(({ observations }) => observations);
  if (stage === 'connect') return [];
  // It speaks as was expected, so not in the other way.
  if (facts.some((fact) => fact.type === 'tls-established' || fact.type === 'greeting-received' || foundNoAgreement(fact)))
    return security === 'none' ? ['starttls'] : [];
  return (['tls', 'starttls'] as const).filter((other) => other !== security);
}

function otherPorts({ problem: { service }, settings }: Failure): readonly ProbeTarget[] {
  return portsFor(service, settings[service]).map((usual) => ({ host: settings[service].host, ...usual }));
}

/** The port that was given, in both ways, and the usual ones; implicit TLS first. */
function portsFor(service: Service, { port }: Endpoint): readonly EncryptedPort[] {
  const given = [
    { port, security: 'tls' },
    { port, security: 'starttls' },
  ] as const;
  const all = [...encryptedPorts[service], ...given, ...(service === 'smtp' ? [{ port: 2525, security: 'starttls' } as const] : [])];
  return all.toSorted((left, right) => preference(left.security) - preference(right.security));
}

function isEncrypted<T extends Pick<Endpoint, 'port' | 'security'>>(endpoint: T): endpoint is T & EncryptedPort {
  return endpoint.security !== 'none';
}

function preference(security: ProbeTarget['security']): number {
  return security === 'tls' ? 0 : 1;
}

/** Servers that give implicit TLS to a port for STARTTLS, or the reverse: last, since few do. */
function unusual({ problem: { service, stage }, settings }: Failure): readonly ProbeTarget[] {
  if (stage === 'resolve') return [];
  return usualPorts[service].map(({ port, security }) => ({ host: settings[service].host, port, security: security === 'tls' ? 'starttls' : 'tls' }));
}

/** Other names that may be meant, each at the port that was given and at the first usual one. */
function otherHosts(failure: Failure): readonly ProbeTarget[] {
  const { problem, settings, providerServers } = failure;
  const { service } = problem;
  const { host, port, security } = settings[service];
  const provided = providerServers.filter(isEncrypted).map((server) => ({ host: server.host, port: server.port, security: server.security }));
  const given = security === 'none' ? [] : [{ port, security }];
  const ports = [...given, ...encryptedPorts[service].filter((usual) => usual.port !== port || usual.security !== security)].slice(0, 3);
  const names = [...namesOnCertificate(failure), ...conventionalNames(failure)].filter(
    (name) => name !== host && isIP(name) === 0 && hostDefect(name) === undefined,
  );
  return [...provided, ...[...new Set(names)].flatMap((name) => ports.map((usual) => ({ host: name, ...usual })))];
}

function namesOnCertificate({ problem: { service }, settings, stages }: Failure): readonly string[] {
  const presented = stages.flatMap(({ observations }) => observations).find((observation) => observation.type === 'certificate-presented');
  return presented === undefined ? [] : namesOf(presented, service, settings[service].host);
}

/** The same endpoint under the names of the certificate that it presented. */
export function renamed(target: ProbeTarget, presented: ObservationOf<'certificate-presented'>, service: Service): readonly ProbeTarget[] {
  const { host, port, security } = target;
  return namesOf(presented, service, host)
    .filter(isDiallableName)
    .map((name) => ({ host: name, port, security }));
}

const mostNames = 3;

/** Names of a certificate that is sound but for its name, the nearest first; what anybody can sign names anything. */
function namesOf({ chain: [leaf], defects }: ObservationOf<'certificate-presented'>, service: Service, host: string): readonly string[] {
  if (defects.some((defect) => defect !== 'certificate-name-mismatch')) return [];
  const [label = ''] = host.split('.');
  const names = (leaf?.names ?? []).map((name) => name.toLowerCase());
  // RFC 6125 s.6.4.3: the asterisk stands for one label.
  const spelt = names.flatMap((name) => (name.startsWith('*.') ? [label, service, 'mail'].map((first) => `${first}${name.slice(1)}`) : [name]));
  const nearness = (name: string) => sharedLabels(name, host) * 10 + (name.startsWith(`${service}.`) ? 2 : name.startsWith('mail.') ? 1 : 0);
  return [...new Set(spelt)].toSorted((left, right) => nearness(right) - nearness(left)).slice(0, mostNames);
}

function isDiallableName(name: string): boolean {
  return isIP(name) === 0 && hostDefect(name) === undefined;
}

/** How many labels two names have in common, from the end. */
function sharedLabels(left: string, right: string): number {
  const labels = right.split('.').reverse();
  const difference = left
    .split('.')
    .reverse()
    .findIndex((label, index) => label !== labels[index]);
  return difference < 0 ? labels.length : difference;
}

/** The server of the other service, and what mail servers are mostly called in the domain of the address and in that of the host. */
function conventionalNames({ problem: { service, stage }, settings }: Failure): readonly string[] {
  const { host } = settings[service];
  const other = settings[service === 'imap' ? 'smtp' : 'imap'].host;
  const domain = settings.email.slice(settings.email.lastIndexOf('@') + 1).toLowerCase();
  const parent = host.slice(host.indexOf('.') + 1);
  // The host may have one letter too many while its domain is right.
  const domains = stage === 'resolve' && isIP(host) === 0 && parent.includes('.') ? [domain, parent] : [domain];
  return [`${service}.${domain}`, other, ...domains.flatMap((name) => [`mail.${name}`, `${service}.${name}`])];
}

const mostAddresses = 2;

/** The server took the connection at one address and went wrong there: its others may be sound. */
function otherAddresses({ problem: { service, stage }, settings, stages }: Failure): readonly ProbeTarget[] {
  const { host, port, security } = settings[service];
  if (security === 'none' || (stage !== 'secure' && stage !== 'greet')) return [];
  const facts = stages.flatMap(({ observations }) => observations);
  const used = facts.flatMap((fact) => (fact.type === 'connection-attempted' ? [fact.address] : []));
  const all = facts.flatMap((fact) => (fact.type === 'addresses-resolved' ? fact.addresses : []));
  return all
    .filter((address) => !used.includes(address))
    .slice(0, mostAddresses)
    .map((address) => ({ host, port, security, address }));
}

function unique(targets: readonly ProbeTarget[]): readonly ProbeTarget[] {
  return [...new Map(targets.map((target) => [JSON.stringify([target.host, target.port, target.security, target.address]), target])).values()];
}
