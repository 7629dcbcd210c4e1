import { parseIpAddress } from './ip-address.ts';
import type { Problem } from './problem.ts';
import { type ConnectionSettings, type Endpoint, signInName } from './settings.ts';
import type { Service } from './vocabulary.ts';

/** The programs that show what we saw, without us. */
export type ReproductionTool = 'getent' | 'dig' | 'nc' | 'bash' | 'openssl' | 'curl' | 'swaks';

/** A line for a shell. Where a password is needed, the program asks for it. */
export interface Reproduction {
  readonly tool: ReproductionTool;
  readonly command: string;
  readonly asksForPassword: boolean;
}

/** The settings that a check was made with, as far as the programs need them. */
type Settings = Pick<ConnectionSettings, 'email' | 'username' | 'imap' | 'smtp' | 'allowNonSecureCertificate' | 'trustedCertificates'>;

export interface ReproductionOptions {
  /** Where the test message goes; to the sender when left out. */
  readonly recipient?: string;
  /** Where the server really listens, for one whose name only we know. */
  readonly dial?: { readonly address: string; readonly port: number };
  /** A file in PEM with the authorities to trust in place of the system's. */
  readonly authorityFile?: string;
}

/**
 * Commands that show the stage of a problem to whoever runs them, quoted for a POSIX shell; none of them holds a password.
 * None for what only we decide.
 */
export function reproduce(
  problem: Pick<Problem, 'service' | 'stage' | 'cause'>,
  settings: Settings,
  options: ReproductionOptions = {},
): readonly Reproduction[] {
  const { service, stage, cause } = problem;
  if (cause === 'address-not-permitted' || cause === 'cancelled' || cause === 'interrupted') return [];
  const target = targetOf(service, settings, options);
  switch (stage) {
    case 'resolve':
      return target.isAddress ? [] : [line('getent', ['ahosts', target.host]), line('dig', ['-t', 'A', '-q', target.host])];
    case 'connect':
      return [
        line('nc', ['-v', '-z', '-w', '10', target.address, target.dialledPort]),
        line('bash', ['-c', ': < "/dev/tcp/$1/$2"', 'bash', target.address, target.dialledPort]),
      ];
    case 'secure':
      return [line('openssl', openssl(target), fromNowhere), line('curl', [...curl(target), '--request', 'NOOP'])];
    case 'greet':
      return [
        target.security === 'tls'
          ? line('openssl', [...openssl(target), '-quiet'], fromNowhere)
          : line('bash', ['-c', 'head -n 1 < "/dev/tcp/$1/$2"', 'bash', target.address, target.dialledPort]),
        line('curl', [...curl(target), '--request', 'NOOP']),
      ];
    case 'authenticate':
      return [...(service === 'smtp' ? [line('swaks', [...swaks(target), '--quit-after', 'AUTH'])] : []), ...signInByCurl(target, [])];
    case 'select':
      return signInByCurl(target, ['--request', 'EXAMINE INBOX']);
    case 'send':
    case 'arrive':
      return [line('swaks', [...swaks(target), ...optional('--from', settings.email), ...optional('--to', options.recipient ?? settings.email)])];
  }
}

interface Target extends Endpoint {
  readonly service: Service;
  readonly isAddress: boolean;
  /** What is dialled: address and port are the endpoint's own unless they are given. */
  readonly address: string;
  readonly dialledPort: string;
  readonly name: string;
  /** A person who allowed a certificate that nobody vouches for got past it. */
  readonly verifies: boolean;
  readonly authorityFile: string | undefined;
}

function targetOf(service: Service, settings: Settings, { dial, authorityFile }: ReproductionOptions): Target {
  const endpoint = settings[service];
  return {
    ...endpoint,
    service,
    isAddress: parseIpAddress(endpoint.host) !== undefined,
    address: dial?.address ?? endpoint.host,
    dialledPort: String(dial?.port ?? endpoint.port),
    name: signInName(settings),
    verifies: !settings.allowNonSecureCertificate && settings.trustedCertificates.length === 0,
    authorityFile,
  };
}

/** The handshake as we make it: TLS 1.2 at least, the chain and the name verified (RFC 6125). */
function openssl({ service, security, host, isAddress, address, dialledPort, verifies, authorityFile }: Target): readonly string[] {
  return [
    's_client',
    ...['-connect', `${inBrackets(address)}:${dialledPort}`],
    ...(isAddress ? ['-noservername'] : ['-servername', host]),
    ...(security === 'starttls' ? ['-starttls', service] : []),
    ...['-min_protocol', 'TLSv1.2'],
    ...(verifies ? ['-verify_return_error', isAddress ? '-verify_ip' : '-verify_hostname', host] : []),
    ...(authorityFile === undefined ? [] : ['-CAfile', authorityFile]),
  ];
}

function curl({ service, security, host, port, address, dialledPort, verifies, authorityFile }: Target): readonly string[] {
  const scheme = security === 'tls' ? `${service}s` : service;
  const isElsewhere = address !== host || dialledPort !== String(port);
  return [
    ...['--verbose', '--max-time', '60', '--url', `${scheme}://${inBrackets(host)}:${port}/`],
    ...(isElsewhere ? ['--connect-to', `${inBrackets(host)}:${port}:${inBrackets(address)}:${dialledPort}`] : []),
    ...(security === 'none' ? [] : ['--tlsv1.2']),
    ...(security === 'starttls' ? ['--ssl-reqd'] : []),
    ...(security === 'none' || verifies ? [] : ['--insecure']),
    ...(security === 'none' || authorityFile === undefined ? [] : ['--cacert', authorityFile]),
  ];
}

/** What stands behind a colon would be a password to curl. */
function signInByCurl(target: Target, request: readonly string[]): readonly Reproduction[] {
  return target.name.includes(':') ? [] : [line('curl', [...curl(target), ...request, '--user', target.name])];
}

function swaks({ security, host, isAddress, address, dialledPort, name, verifies, authorityFile }: Target): readonly string[] {
  const isEncrypted = security !== 'none';
  return [
    ...['--server', inBrackets(address), '--port', dialledPort],
    ...(isEncrypted ? [security === 'tls' ? '--tlsc' : '--tls'] : []),
    ...(isEncrypted && !isAddress ? ['--tls-sni', host] : []),
    ...(isEncrypted && verifies ? ['--tls-verify'] : []),
    ...(isEncrypted && authorityFile !== undefined ? ['--tls-ca-path', authorityFile] : []),
    ...['--auth', 'PLAIN,LOGIN', '--auth-hide-password', '--protect-prompt', ...optional('--auth-user', name)],
  ];
}

/** To swaks a value that begins with a hyphen is an option; it asks for what is left out. */
function optional(option: string, value: string): readonly string[] {
  return value.startsWith('-') ? [option] : [option, value];
}

function inBrackets(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Nothing is typed: the program ends by itself. */
const fromNowhere = ' < /dev/null';

function line(tool: ReproductionTool, words: readonly string[], rest = ''): Reproduction {
  const asksForPassword = words.includes('--user') || words.includes('--auth');
  return { tool, command: [tool, ...words.map(quote)].join(' ') + rest, asksForPassword };
}

/** For a POSIX shell (IEEE 1003.1 s.2.2.2): in single quotes nothing has a meaning but the quote itself. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
