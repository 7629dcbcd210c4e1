import type { Observation, ObservationOf } from './observation.ts';
import type { Remedy, RemedyId } from './problem.ts';
import type { Cause, ErrorId, Owner, Service } from './vocabulary.ts';

/** Who must act on a cause, and what helps first. */
const byCause: Readonly<Record<Cause, { readonly owner: Owner; readonly remedies: readonly RemedyId[] }>> = {
  'host-not-found': { owner: 'you', remedies: ['check-server-and-port'] },
  'dns-temporary-failure': { owner: 'provider', remedies: ['try-again-later', 'check-server-and-port'] },
  'connection-refused': { owner: 'you', remedies: ['check-server-and-port'] },
  'connection-timeout': { owner: 'it-team', remedies: ['check-server-and-port', 'allow-our-addresses'] },
  'network-unreachable': { owner: 'it-team', remedies: ['check-server-and-port'] },
  'connection-reset': { owner: 'it-team', remedies: ['check-server-and-port', 'allow-our-addresses'] },
  'wrong-port-or-security': { owner: 'you', remedies: ['check-server-and-port'] },
  'certificate-self-signed': { owner: 'it-team', remedies: ['renew-certificate', 'trust-this-certificate', 'allow-non-secure-certificate'] },
  'certificate-unknown-issuer': { owner: 'it-team', remedies: ['renew-certificate', 'trust-this-certificate', 'allow-non-secure-certificate'] },
  'certificate-expired': { owner: 'it-team', remedies: ['renew-certificate', 'trust-this-certificate', 'allow-non-secure-certificate'] },
  'certificate-name-mismatch': { owner: 'you', remedies: ['check-server-name', 'renew-certificate', 'trust-this-certificate', 'allow-non-secure-certificate'] },
  'tls-version-unsupported': { owner: 'it-team', remedies: ['check-technical-requirements'] },
  'starttls-unavailable': { owner: 'you', remedies: ['check-server-and-port', 'check-technical-requirements'] },
  'encryption-required': { owner: 'you', remedies: ['use-encryption'] },
  'auth-method-unsupported': { owner: 'provider', remedies: ['ask-it-or-provider', 'check-technical-requirements'] },
  'wrong-credentials': { owner: 'you', remedies: ['check-address-and-password'] },
  'username-format': { owner: 'you', remedies: ['use-custom-username', 'check-address-and-password'] },
  'app-password-required': { owner: 'you', remedies: ['use-app-password'] },
  'oauth-required': { owner: 'provider', remedies: ['ask-it-or-provider', 'use-app-password'] },
  'browser-sign-in-required': { owner: 'you', remedies: ['sign-in-with-browser', 'use-app-password'] },
  'imap-disabled': { owner: 'you', remedies: ['enable-imap'] },
  'smtp-auth-disabled': { owner: 'it-team', remedies: ['enable-smtp-auth'] },
  'account-locked': { owner: 'provider', remedies: ['sign-in-with-browser', 'ask-it-or-provider'] },
  'account-suspended': { owner: 'provider', remedies: ['ask-it-or-provider'] },
  'password-expired': { owner: 'you', remedies: ['sign-in-with-browser', 'check-address-and-password'] },
  'too-many-connections': { owner: 'you', remedies: ['close-other-connections', 'try-again-later'] },
  'rate-limited': { owner: 'provider', remedies: ['try-again-later'] },
  'ip-not-allowed': { owner: 'it-team', remedies: ['allow-our-addresses', 'ask-it-or-provider'] },
  'server-unavailable': { owner: 'provider', remedies: ['try-again-later', 'ask-it-or-provider'] },
  'mailbox-unavailable': { owner: 'provider', remedies: ['ask-it-or-provider'] },
  'sender-rejected': { owner: 'it-team', remedies: ['ask-it-or-provider'] },
  'recipient-rejected': { owner: 'us', remedies: ['report-to-us'] },
  'relay-denied': { owner: 'it-team', remedies: ['ask-it-or-provider'] },
  'message-rejected': { owner: 'it-team', remedies: ['ask-it-or-provider'] },
  'sending-limit-reached': { owner: 'provider', remedies: ['try-again-later'] },
  'message-too-large': { owner: 'provider', remedies: ['ask-it-or-provider'] },
  'mailbox-full': { owner: 'you', remedies: ['ask-it-or-provider'] },
  'protocol-error': { owner: 'provider', remedies: ['check-server-and-port', 'check-technical-requirements'] },
  'address-not-permitted': { owner: 'you', remedies: ['check-server-and-port'] },
  'connection-tampered': { owner: 'it-team', remedies: ['ask-it-or-provider'] },
  'message-not-arrived': { owner: 'provider', remedies: ['check-bcc-mailbox', 'ask-it-or-provider'] },
  cancelled: { owner: 'you', remedies: [] },
  interrupted: { owner: 'us', remedies: ['try-again-later'] },
  unexplained: { owner: 'provider', remedies: ['ask-it-or-provider'] },
};

/** The article's own advice for each of its errors, in its order. */
const byError: Readonly<Record<ErrorId, readonly RemedyId[]>> = {
  'imap-settings-incorrect': ['check-server-and-port', 'check-technical-requirements', 'allow-our-addresses'],
  'imap-validation-error': ['check-server-and-port', 'check-technical-requirements', 'allow-our-addresses'],
  'imap-authentication-error': ['check-server-and-port', 'check-address-and-password', 'allow-our-addresses', 'close-other-connections', 'ask-it-or-provider'],
  'smtp-settings-incorrect': ['check-server-and-port', 'check-technical-requirements', 'allow-our-addresses'],
  'smtp-validation-error': ['check-server-and-port', 'check-technical-requirements', 'allow-our-addresses'],
  'smtp-authentication-error': ['check-server-and-port', 'check-address-and-password', 'allow-our-addresses', 'close-other-connections', 'ask-it-or-provider'],
  'test-message-failed': ['allow-our-addresses'],
  unauthorized: ['check-address-and-password', 'use-custom-username', 'use-app-password', 'check-certificate', 'allow-our-addresses'],
  'app-password-required': ['use-app-password'],
  'certificate-not-trusted': ['renew-certificate', 'allow-non-secure-certificate'],
};

/** Causes that lie with us or were wanted: the article's advice would send the person the wrong way. */
const withoutArticleAdvice: readonly Cause[] = [
  'address-not-permitted',
  'cancelled',
  'interrupted',
  'recipient-rejected',
  'message-not-arrived',
  'connection-tampered',
];

export function ownerOf(cause: Cause): Owner {
  return byCause[cause].owner;
}

/** What helps against a cause in general, the most promising first. */
export function adviceOnCause(cause: Cause): readonly RemedyId[] {
  return byCause[cause].remedies.filter(isGeneral);
}

/** What the article advises on one of its errors, in its order. */
export function adviceOnError(error: ErrorId): readonly RemedyId[] {
  return byError[error];
}

/** What to try in general where a cause is shown as this error, the most promising first. */
export function adviceOn(cause: Cause, error: ErrorId): readonly RemedyId[] {
  return idsFor(cause, error).filter(isGeneral);
}

/** What remedies are made of, besides the cause. */
interface Circumstances {
  readonly settings: ObservationOf<'settings-used'> | undefined;
  readonly evidence: readonly Observation[];
}

/** The advice on a cause and its error as things to do, with the change of settings where a remedy is one. */
export function remediesFor(cause: Cause, error: ErrorId, service: Service, circumstances: Circumstances): readonly Remedy[] {
  return idsFor(cause, error).flatMap((id) => remedyOf(id, service, circumstances));
}

/** What the cause asks for, then the article's advice for the error. */
function idsFor(cause: Cause, error: ErrorId): readonly RemedyId[] {
  return [...new Set([...byCause[cause].remedies, ...(withoutArticleAdvice.includes(cause) ? [] : byError[error])])];
}

/** Consent is to a certificate that somebody has seen. */
function isGeneral(id: RemedyId): boolean {
  return id !== 'trust-this-certificate';
}

function remedyOf(id: RemedyId, service: Service, { settings, evidence }: Circumstances): Remedy | readonly [] {
  switch (id) {
    case 'trust-this-certificate':
      return trustCertificate(settings, evidence);
    case 'allow-non-secure-certificate':
      return { id, kind: 'change-settings', patch: { allowNonSecureCertificate: true } };
    case 'use-encryption':
      return { id, kind: 'change-settings', patch: { [service]: encryptedForm(service, settings) } };
    default:
      return { id, kind: 'advise' };
  }
}

/** Consent to the very certificate that was seen, besides those that are trusted already. */
function trustCertificate(settings: Circumstances['settings'], evidence: readonly Observation[]): Remedy | readonly [] {
  const presented = evidence.find((observation) => observation.type === 'certificate-presented');
  const fingerprint = presented?.chain[0]?.fingerprint256;
  if (fingerprint === undefined) return [];
  const trustedCertificates = [...new Set([...(settings?.trustedCertificates ?? []), fingerprint])];
  return { id: 'trust-this-certificate', kind: 'change-settings', patch: { trustedCertificates } };
}

/** The usual port of the service with implicit TLS, which RFC 8314 prefers; the submission port keeps STARTTLS. */
function encryptedForm(service: Service, settings: ObservationOf<'settings-used'> | undefined) {
  if (service === 'imap') return { port: 993, security: 'tls' } as const;
  return settings?.port === 587 ? ({ port: 587, security: 'starttls' } as const) : ({ port: 465, security: 'tls' } as const);
}
