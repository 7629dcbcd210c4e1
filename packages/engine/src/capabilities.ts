import type { Observation } from '@inbox-connect/core';
import type { ServerText } from './server-text.ts';

/** More than any server has: a list beyond that tells nothing. */
const mostCapabilities = 100;

/** The capabilities that IMAP lines list, as a response of their own or as a response code (RFC 9051 s.7.2.2); nothing when none does. */
export function imapCapabilitiesIn(lines: readonly string[]): readonly string[] | undefined {
  const lists = lines.map((line) => /^(?:\* )?CAPABILITY (.*)$/i.exec(line)?.[1] ?? /^(?:\* OK )?\[CAPABILITY ([^\]]*)\]/i.exec(line)?.[1]);
  return lists
    .findLast((list) => list !== undefined)
    ?.split(' ')
    .filter((capability) => capability !== '');
}

/** The extensions that the lines of an EHLO reply list: all but the first, which names the server (RFC 5321 s.4.1.1.1). */
export function smtpExtensionsIn(lines: readonly string[]): readonly string[] {
  return lines
    .slice(1, mostCapabilities + 1)
    .map((line) => line.slice(4).trim())
    .filter((extension) => extension !== '');
}

/** The mechanisms behind AUTH (RFC 4954 s.3); some servers write `AUTH=LOGIN`, for clients older than the standard. */
export function smtpMechanismsIn(extensions: readonly string[]): readonly string[] {
  const lists = extensions.map((extension) => /^AUTH[ =](.*)$/i.exec(extension)?.[1] ?? '');
  return [...new Set(lists.flatMap((list) => list.toUpperCase().split(/[ =]/)).filter((mechanism) => mechanism !== ''))];
}

/** Capabilities are case-insensitive (RFC 9051 s.6.1.1). */
export function offers(capabilities: readonly string[], name: string): boolean {
  return capabilities.some((capability) => capability.toUpperCase() === name);
}

export function capabilitiesListed(when: 'before-tls' | 'before-sign-in' | 'after-sign-in', capabilities: readonly string[], text: ServerText): Observation {
  return { type: 'capabilities-listed', when, capabilities: capabilities.slice(0, mostCapabilities).map(text) };
}
