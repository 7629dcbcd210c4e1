import { type Cause, type ErrorId, errorIdSchema } from '@inbox-connect/core';

/** The errors of the article by the server that they are about. */
export const errorGroups = {
  imap: ['imap-settings-incorrect', 'imap-validation-error', 'imap-authentication-error'],
  smtp: ['smtp-settings-incorrect', 'smtp-validation-error', 'smtp-authentication-error', 'test-message-failed'],
  either: ['unauthorized', 'app-password-required', 'certificate-not-trusted'],
} as const satisfies Record<string, readonly ErrorId[]>;

/** The causes in the order in which a check can meet them. */
export const causeGroups = {
  reach: [
    'host-not-found',
    'dns-temporary-failure',
    'connection-refused',
    'connection-timeout',
    'network-unreachable',
    'connection-reset',
    'address-not-permitted',
  ],
  secure: ['wrong-port-or-security', 'starttls-unavailable', 'encryption-required', 'tls-version-unsupported', 'protocol-error', 'connection-tampered'],
  certificate: ['certificate-expired', 'certificate-name-mismatch', 'certificate-self-signed', 'certificate-unknown-issuer'],
  'sign-in': [
    'wrong-credentials',
    'username-format',
    'app-password-required',
    'oauth-required',
    'browser-sign-in-required',
    'auth-method-unsupported',
    'imap-disabled',
    'smtp-auth-disabled',
  ],
  account: ['account-locked', 'account-suspended', 'password-expired', 'mailbox-unavailable', 'mailbox-full'],
  limits: ['too-many-connections', 'rate-limited', 'ip-not-allowed', 'server-unavailable', 'sending-limit-reached'],
  message: ['sender-rejected', 'recipient-rejected', 'relay-denied', 'message-rejected', 'message-too-large', 'message-not-arrived'],
  check: ['cancelled', 'interrupted', 'unexplained'],
} as const satisfies Record<string, readonly Cause[]>;

/** What is worth knowing besides the errors. What comes later than the page stands last, so that it moves nothing away from the reader. */
export const notes = ['requirements', 'addresses', 'connections', 'it-team', 'courier', 'app-passwords'] as const;

/** The entry of a cause. Where an error has the same name, the plain name is the error's. */
export function causeEntry(cause: Cause): string {
  return errorIdSchema.options.some((error) => error === cause) ? `${cause}-cause` : cause;
}

/** The groups in their order. */
export const causeGroupNames = ['reach', 'secure', 'certificate', 'sign-in', 'account', 'limits', 'message', 'check'] as const;

export function groupEntry(group: (typeof causeGroupNames)[number]): string {
  return `${group}-causes`;
}

/** The entry of the group in which the entry of a cause stands; undefined for every other entry. */
export function groupEntryOf(entry: string): string | undefined {
  const group = causeGroupNames.find((name) => causeGroups[name].some((cause) => causeEntry(cause) === entry));
  return group && groupEntry(group);
}
