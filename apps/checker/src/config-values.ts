import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { emailSchema, hostDefect } from '@inbox-connect/core';
import { watchPresets } from '@inbox-connect/discovery';
import { parseNetwork } from '@inbox-connect/engine';
import { createWorkerKeys } from './queue/worker-keys.ts';

// Each function reads one value and throws an error whose message says what is wrong with it.

export function readHost(text: string): string {
  const host = text.replace(/^\[(.*)\]$/, '$1');
  if (host === 'localhost' || isIP(host) !== 0 || hostDefect(host) === undefined) return host;
  throw new TypeError(`"${text}" is not an address or a host name`);
}

/** Whether only programs of this machine reach what is bound there. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** An address at which this machine itself reaches what is bound there. */
export function localAddress(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

export function readInteger(text: string, smallest: number, largest: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= smallest && value <= largest) return value;
  throw new RangeError(`"${text}" is not a whole number from ${smallest} to ${largest}`);
}

/** `postgres://…`, or the path of a file; a message must not repeat the password that may stand in it. */
export function readDatabaseUrl(text: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (scheme === undefined || (/^postgres(?:ql)?$/.test(scheme) && URL.canParse(text))) return text;
  throw new TypeError('it is neither postgres://… nor the path of a file');
}

/** `redis://…`, `rediss://…` or the path of a socket; a message must not repeat the password that may stand in it. */
export function readRedisUrl(text: string): string {
  if (text.startsWith('/') || (/^rediss?:\/\//.test(text) && URL.canParse(text))) return text;
  throw new TypeError('it is neither redis://… nor the path of a socket');
}

/** A PEM file of private X25519 keys. */
export function readWorkerKeys(pem: string): string {
  createWorkerKeys(pem);
  return pem;
}

/** Items between commas or spaces. */
export function readList<T>(text: string, readItem: (item: string) => T): readonly T[] {
  return text
    .split(/[\s,]+/)
    .filter((item) => item !== '')
    .map(readItem);
}

export function readPorts(text: string): readonly number[] | '*' {
  return text === '*' ? '*' : readList(text, (item) => readInteger(item, 1, 65_535));
}

export function readSwitch(text: string): boolean {
  return readChoice(text.toLowerCase(), ['on', 'off']) === 'on';
}

export function readChoice<const T extends string>(text: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  throw new TypeError(`"${text}" is none of ${choices.join(', ')}`);
}

/** An origin: scheme and host, nothing behind. */
export function readPublicUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || text.replace(/\/$/, '').toLowerCase() !== url.origin.toLowerCase()) {
    throw new TypeError(`"${text}" is not an address such as https://check.example.com, without a path`);
  }
  return url.origin;
}

/** Where documents are fetched from; what is wanted is put behind a slash. */
export function readWebAddress(text: string): string {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new TypeError(`"${text}" is not an address such as https://autoconfig.example.com/v1.1`);
  }
  return url.href.replace(/\/$/, '');
}

/** A file of presets that can be used as it is now. */
export function readPresetsFile(path: string): string {
  watchPresets(path, () => {});
  return path;
}

/** A network in CIDR form (RFC 4632), `10.1.0.0/16`, or a single address. */
export function readNetwork(text: string): string {
  const network = text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`;
  parseNetwork(network);
  return network;
}

/** As the operator writes it: people copy it into their allowlist. */
export function readEgressAddress(text: string): string {
  readNetwork(text);
  return text;
}

/** `192.0.2.53:53` or `[2001:db8::53]:53`; port 53 unless given. */
export function readSocketAddress(text: string): string {
  const [, bracketed, plain, port = '53'] = /^(?:\[([^\]]+)\]|([^:[\]]+|[\da-f:.]+:[\da-f:.]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const address = bracketed ?? plain ?? '';
  const family = isIP(address);
  if (family === 0 || Number(port) < 1 || Number(port) > 65_535) throw new TypeError(`"${text}" is not an address with a port such as 192.0.2.53:53`);
  return family === 4 ? `${address}:${port}` : `[${address}]:${port}`;
}

export function readEmail(text: string): string {
  if (emailSchema.safeParse(text).success) return text;
  throw new TypeError(`"${text}" is not one e-mail address`);
}

export function readMailDomain(text: string): string {
  if (isIP(text) === 0 && hostDefect(text) === undefined) return text.toLowerCase();
  throw new TypeError(`"${text}" is not a mail domain such as bcc.example.com`);
}

/** A PEM file with at least one certificate, all of them readable. */
export function readCertificates(pem: string): string {
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0) throw new TypeError('the file has no certificate in it');
  for (const certificate of certificates) new X509Certificate(certificate);
  return pem;
}
