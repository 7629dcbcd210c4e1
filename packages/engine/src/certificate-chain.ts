import type { DetailedPeerCertificate, Certificate as DistinguishedName } from 'node:tls';
import type { Certificate } from '@inbox-connect/core';
import { readableText } from './readable-text.ts';

/** Servers choose what their certificates say and how many they send. */
const mostCertificates = 10;
const mostNames = 100;

/** The chain as facts, the leaf first, as far up as Node could follow it. */
export function describeChain(leaf: DetailedPeerCertificate | undefined): Certificate[] {
  const chain: Certificate[] = [];
  // A root is its own issuer; the issuer is absent when nobody has it, whatever the types say.
  for (let current = leaf; current?.raw !== undefined && chain.length < mostCertificates; ) {
    chain.push(describe(current));
    current = current.issuerCertificate === current ? undefined : current.issuerCertificate;
  }
  return chain;
}

/** SHA-256 of the certificate's DER as settings and facts write it. */
export function fingerprintOf(certificate: DetailedPeerCertificate): string {
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase();
}

function describe(certificate: DetailedPeerCertificate): Certificate {
  return {
    subject: nameOf(certificate.subject),
    names: namesOf(certificate),
    issuer: nameOf(certificate.issuer),
    validFrom: isoDate(certificate.valid_from),
    validTo: isoDate(certificate.valid_to),
    fingerprint256: fingerprintOf(certificate),
  };
}

/** `CN=mail.example.com, O=Example`, the most specific part first. */
function nameOf(name: DistinguishedName | undefined): string {
  const parts = Object.entries(name ?? {}).flatMap(([type, value]) => [value].flat().map((text) => `${type}=${text}`));
  return readableText(parts.reverse().join(', '));
}

/** The names that Node compares: subject alternative names, or the common name of a certificate that has none (RFC 6125 s.6.4.4). */
function namesOf({ subject, subjectaltname }: DetailedPeerCertificate): string[] {
  // `DNS:a.example, IP Address:192.0.2.1, DNS:"with, comma"`: Node quotes a name that could be taken for several.
  const entries = (subjectaltname ?? '').matchAll(/(?:^|, )(DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g);
  const names = [...entries.map(([, , name = '']) => readableText(name)).take(mostNames)];
  if (names.length > 0 || subjectaltname !== undefined) return names;
  return [subject?.CN ?? []]
    .flat()
    .slice(0, mostNames)
    .map((name) => readableText(name));
}

/** ISO 8601, or nothing for a date that cannot be read. */
function isoDate(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
