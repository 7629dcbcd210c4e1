import type { Certificate, CertificateFlaw, Observation, ObservationOf } from '@inbox-connect/core';
import type { Catalogue } from './catalogue.ts';

/** One fact as one short line. What a server said stands in its own words. `now` decides how long a certificate is still valid. */
export function describeObservation(catalogue: Catalogue, observation: Observation, now = new Date()): string {
  const { t, formatDuration } = catalogue;
  switch (observation.type) {
    case 'settings-used':
      return t('facts.settings-used', { host: observation.host, port: observation.port, security: t(`securities.${observation.security}`) });
    case 'provider-recognised':
      return t('facts.provider-recognised', { host: observation.host, name: observation.name });
    case 'addresses-resolved':
      return describeAddresses(catalogue, observation.addresses);
    case 'resolve-failed':
      return t(['ENOTFOUND', 'ENODATA'].includes(observation.code) ? 'facts.no-such-name' : 'facts.resolve-failed', {
        host: observation.host,
        code: observation.code,
      });
    case 'dial-refused':
      return t(`facts.dial-refused.${observation.refusal}`, { host: observation.host, port: observation.port });
    case 'connection-attempted':
      return describeAttempt(catalogue, observation);
    case 'tls-established':
      return t('facts.tls-established', { version: nameTlsVersion(observation.version) });
    case 'handshake-failed':
      return describeHandshake(catalogue, observation);
    case 'certificate-presented':
      return describeCertificate(catalogue, observation, now);
    case 'greeting-received':
      return observation.software ?? observation.text;
    case 'foreign-protocol':
      return t(`facts.foreign-protocol.${observation.protocol}`);
    case 'capabilities-listed':
      return t('facts.capabilities-listed', { count: observation.capabilities.length });
    case 'server-replied':
      return observation.reply;
    case 'no-common-mechanism':
      return observation.offered.length === 0 ? t('facts.no-mechanism') : t('facts.no-common-mechanism', { offered: observation.offered.join(', ') });
    case 'credentials-sent':
      return t(`facts.credentials-sent.${observation.encrypted ? 'encrypted' : 'clear'}`, { mechanism: observation.mechanism });
    case 'mailbox-opened':
      return t('facts.mailbox-opened', { mailbox: observation.mailbox, count: observation.messages });
    case 'folders-listed':
      return t(observation.truncated ? 'facts.folders-truncated' : 'facts.folders-listed', { count: observation.count });
    case 'message-accepted':
      return t('facts.message-accepted', { recipient: observation.recipient });
    case 'message-arrived':
      return [t('facts.message-arrived', { duration: formatDuration(observation.afterMs) }), describeAuthentication(catalogue, observation)].join(separator);
    case 'message-missing':
      return t('facts.message-missing', { duration: formatDuration(observation.afterMs) });
    case 'nothing-received':
      return t(`facts.nothing-received.${awaited(observation.awaiting)}`, {
        command: observation.awaiting,
        duration: formatDuration(observation.afterMs),
      });
    case 'deadline-passed':
      return t(`facts.deadline-passed.${observation.scope}`, { duration: formatDuration(observation.deadlineMs) });
    case 'protocol-violated':
      return describeViolation(catalogue, observation.detail);
    case 'limit-exceeded':
      return t(`facts.limit-exceeded.${observation.limit}`);
    case 'endpoint-probed':
      return describeProbe(catalogue, observation);
    case 'internal-error':
      return t('facts.internal-error', { reference: observation.reference });
    case 'starttls-not-offered':
    case 'text-injected':
    case 'preauthenticated':
    case 'signed-in':
    case 'message-uncertain':
    case 'connection-closed':
      return t(`facts.${observation.type}`);
  }
}

/** Stands between facts on one line; no sentence is made with it. */
export const separator = ' · ';

/** `TLSv1.3`, as Node says it, is `TLS 1.3` in the standards. */
export function nameTlsVersion(version: string): string {
  return version.replace(/^TLSv1$/, 'TLS 1.0').replace(/^TLSv(?=\d)/, 'TLS ');
}

/** What the receiver read from the test message about its origin (RFC 8601); these words are the standard's. */
export function describeAuthentication({ t }: Catalogue, { spf, dkim, dmarc }: Pick<ObservationOf<'message-arrived'>, 'spf' | 'dkim' | 'dmarc'>): string {
  return t('facts.authentication-results', { spf, dkim, dmarc });
}

function describeAddresses({ t }: Catalogue, addresses: readonly string[]): string {
  const [first = '', second, ...others] = addresses;
  const shown = second === undefined ? first : `${first}, ${second}`;
  return others.length === 0 ? t('facts.addresses-resolved', { addresses: shown }) : t('facts.more-addresses', { addresses: shown, count: others.length });
}

const attemptWords = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ECONNRESET: 'reset',
} as const;

function describeAttempt({ t, formatDuration }: Catalogue, { address, port, outcome, code = '', durationMs }: ObservationOf<'connection-attempted'>): string {
  const failure = new Map<string, (typeof attemptWords)[keyof typeof attemptWords]>(Object.entries(attemptWords)).get(code) ?? 'failed';
  return t(`facts.connection-attempted.${outcome === 'failed' ? failure : outcome}`, { address, port, code, duration: formatDuration(durationMs) });
}

/** A violation that has no words of its own is named as the engine names it. */
function describeViolation({ t, has }: Catalogue, detail: string): string {
  const key = `facts.violations.${detail}`;
  return has(key) ? t(key) : t('facts.protocol-violated', { detail });
}

function describeProbe({ t }: Catalogue, { host, port, security, address, outcome, reason = 'closed', tls }: ObservationOf<'endpoint-probed'>): string {
  const values = { host, port, security: t(`securities.${security}`) };
  const endpoint = address === undefined ? t('facts.settings-used', values) : t('facts.address-used', { ...values, address });
  return t(`facts.endpoint-probed.${outcome === 'answered' ? outcome : reason}`, {
    endpoint,
    version: nameTlsVersion(tls?.version ?? ''),
    cipher: tls?.cipher ?? '',
  });
}

function describeCertificate(catalogue: Catalogue, { chain, defects, flaws = [], decision }: ObservationOf<'certificate-presented'>, now: Date): string {
  const { t } = catalogue;
  const [leaf] = chain;
  if (leaf === undefined) return t('facts.certificate.no-names');
  if (defects.length === 0) return t('facts.certificate.valid', { count: daysLeft(leaf.validTo, now) });
  const lines = defects.map((defect) => {
    switch (defect) {
      case 'certificate-expired':
        return describeDates(catalogue, leaf, chain, flaws, now);
      case 'certificate-unknown-issuer':
        return t(`facts.certificate.${flaws.includes('missing-intermediate') ? 'missing-intermediate' : defect}`, { issuer: leaf.issuer });
      case 'certificate-name-mismatch':
        return leaf.names.length === 0 ? t('facts.certificate.no-names') : t(`facts.certificate.${defect}`, { names: leaf.names.slice(0, 3).join(', ') });
      default:
        return t(`facts.certificate.${defect}`);
    }
  });
  return [...lines, ...(decision === 'refused' ? [] : [t('facts.certificate.allowed')])].join(separator);
}

/** The dates that are wrong may be those of an issuer. */
function describeDates({ t, formatDate }: Catalogue, leaf: Certificate, chain: readonly Certificate[], flaws: readonly CertificateFlaw[], now: Date): string {
  const early = chain.find(({ validFrom }) => new Date(validFrom) > now);
  if (flaws.includes('not-yet-valid') || (flaws.length === 0 && early !== undefined)) {
    return t('facts.certificate.not-yet-valid', { date: formatDate((early ?? leaf).validFrom) });
  }
  const late = chain.find(({ validTo }) => new Date(validTo) < now) ?? leaf;
  return t('facts.certificate.certificate-expired', { date: formatDate(late.validTo) });
}

function describeHandshake({ t }: Catalogue, { code, message, flaw, keyBits, leastKeyBits = 2048 }: ObservationOf<'handshake-failed'>): string {
  switch (flaw) {
    case 'weak-key':
      return keyBits === undefined ? t('facts.handshake-failed', { code }) : t('facts.weak-key', { bits: keyBits, least: leastKeyBits });
    case 'weak-signature':
      return t('facts.weak-signature', { algorithm: message });
    case 'old-tls-version':
      return t('facts.old-tls-version');
    default:
      return t('facts.handshake-failed', { code });
  }
}

/** Whole days until a certificate ends, never less than none. */
export function daysLeft(validTo: string, now: Date): number {
  return Math.max(0, Math.floor((new Date(validTo).getTime() - now.getTime()) / 86_400_000));
}

function awaited(awaiting: string): 'greeting' | 'handshake' | 'command' {
  return awaiting === 'greeting' || awaiting === 'handshake' ? awaiting : 'command';
}
