import * as z from 'zod/mini';

/** The two services of an inbox: IMAP receives (RFC 9051), SMTP submission sends (RFC 6409). */
export const serviceSchema = z.enum(['imap', 'smtp']);
export type Service = z.infer<typeof serviceSchema>;

/** How a connection is protected: implicit TLS (RFC 8314), STARTTLS, or, by a separate explicit choice, nothing. */
export const securitySchema = z.enum(['tls', 'starttls', 'none'], { error: 'unknown-security' });
export type Security = z.infer<typeof securitySchema>;

export const stageSchema = z.enum(['resolve', 'connect', 'secure', 'greet', 'authenticate', 'select', 'send', 'arrive']);
export type Stage = z.infer<typeof stageSchema>;

export const verdictSchema = z.enum(['passed', 'failed', 'skipped']);
export type Verdict = z.infer<typeof verdictSchema>;

/** Why a stage was skipped. */
export const skipReasonSchema = z.enum([
  'earlier-stage-failed',
  'credentials-refused',
  'test-message-off',
  'foreign-recipient',
  'no-recipient',
  'cancelled',
  'interrupted',
]);
export type SkipReason = z.infer<typeof skipReasonSchema>;

export const outcomeSchema = z.enum(['connected', 'failed', 'cancelled', 'interrupted']);
export type Outcome = z.infer<typeof outcomeSchema>;

export const localeSchema = z.enum(['en', 'sv', 'nl']);
export type Locale = z.infer<typeof localeSchema>;

export const severitySchema = z.enum(['blocking', 'warning']);
export const confidenceSchema = z.enum(['certain', 'likely', 'possible']);
export type Confidence = z.infer<typeof confidenceSchema>;

/** Who has to act to solve a problem. */
export const ownerSchema = z.enum(['you', 'it-team', 'provider', 'us']);
export type Owner = z.infer<typeof ownerSchema>;

export const causeSchema = z.enum([
  'host-not-found',
  'dns-temporary-failure',
  'connection-refused',
  'connection-timeout',
  'network-unreachable',
  'connection-reset',
  'wrong-port-or-security',
  'certificate-self-signed',
  'certificate-unknown-issuer',
  'certificate-expired',
  'certificate-name-mismatch',
  'tls-version-unsupported',
  'starttls-unavailable',
  'encryption-required',
  'auth-method-unsupported',
  'wrong-credentials',
  'username-format',
  'app-password-required',
  'oauth-required',
  'browser-sign-in-required',
  'imap-disabled',
  'smtp-auth-disabled',
  'account-locked',
  'account-suspended',
  'password-expired',
  'too-many-connections',
  'rate-limited',
  'ip-not-allowed',
  'server-unavailable',
  'mailbox-unavailable',
  'sender-rejected',
  'recipient-rejected',
  'relay-denied',
  'message-rejected',
  'sending-limit-reached',
  'message-too-large',
  'mailbox-full',
  'protocol-error',
  'address-not-permitted',
  'connection-tampered',
  'message-not-arrived',
  'cancelled',
  'interrupted',
  'unexplained',
]);
export type Cause = z.infer<typeof causeSchema>;

/** Causes that say no to the credentials themselves: signing in with them once more could only make it worse. */
export const credentialRefusals: readonly Cause[] = [
  'wrong-credentials',
  'username-format',
  'app-password-required',
  'oauth-required',
  'browser-sign-in-required',
  'account-locked',
  'account-suspended',
  'password-expired',
];

/** The errors of the troubleshooting article; `errorOf` derives one from service, stage and cause. */
export const errorIdSchema = z.enum([
  'imap-settings-incorrect',
  'imap-validation-error',
  'imap-authentication-error',
  'smtp-settings-incorrect',
  'smtp-validation-error',
  'smtp-authentication-error',
  'test-message-failed',
  'unauthorized',
  'app-password-required',
  'certificate-not-trusted',
]);
export type ErrorId = z.infer<typeof errorIdSchema>;
