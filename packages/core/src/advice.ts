import type { RemedyId } from './problem.ts';
import type { Situation } from './situation.ts';
import type { Cause, ErrorId, Owner } from './vocabulary.ts';

interface CauseAdvice {
  readonly owner: Owner;
  /** The most promising first; the first one is for the owner to do. */
  readonly remedies: readonly RemedyId[];
}

/** Who must act on a cause, and what helps. */
const byCause: Readonly<Record<Cause, CauseAdvice>> = {
  'host-not-found': { owner: 'you', remedies: ['check-server-and-port'] },
  'dns-temporary-failure': { owner: 'provider', remedies: ['try-again-later', 'check-server-and-port'] },
  'connection-refused': { owner: 'you', remedies: ['check-server-and-port', 'allow-our-addresses'] },
  'connection-timeout': { owner: 'you', remedies: ['check-server-and-port', 'allow-our-addresses', 'ask-it-or-provider'] },
  'network-unreachable': { owner: 'it-team', remedies: ['ask-it-or-provider', 'check-server-and-port'] },
  'connection-reset': { owner: 'it-team', remedies: ['allow-our-addresses', 'check-server-and-port'] },
  'wrong-port-or-security': { owner: 'you', remedies: ['check-server-and-port'] },
  'certificate-self-signed': { owner: 'it-team', remedies: ['renew-certificate', 'trust-this-certificate', 'allow-non-secure-certificate'] },
  'certificate-unknown-issuer': { owner: 'it-team', remedies: ['renew-certificate', 'trust-this-certificate', 'allow-non-secure-certificate'] },
  'certificate-expired': { owner: 'it-team', remedies: ['renew-certificate', 'trust-this-certificate', 'allow-non-secure-certificate'] },
  'certificate-name-mismatch': { owner: 'you', remedies: ['check-server-name', 'renew-certificate', 'trust-this-certificate', 'allow-non-secure-certificate'] },
  'tls-version-unsupported': { owner: 'it-team', remedies: ['check-technical-requirements', 'ask-it-or-provider'] },
  'starttls-unavailable': { owner: 'you', remedies: ['check-server-and-port', 'check-technical-requirements'] },
  'encryption-required': { owner: 'you', remedies: ['use-encryption'] },
  'auth-method-unsupported': { owner: 'provider', remedies: ['ask-it-or-provider', 'check-technical-requirements'] },
  'wrong-credentials': { owner: 'you', remedies: ['check-address-and-password', 'use-other-username'] },
  'username-format': { owner: 'you', remedies: ['use-other-username', 'use-custom-username', 'check-address-and-password'] },
  'app-password-required': { owner: 'you', remedies: ['use-app-password'] },
  'oauth-required': { owner: 'provider', remedies: ['ask-it-or-provider', 'use-app-password'] },
  'browser-sign-in-required': { owner: 'you', remedies: ['sign-in-with-browser', 'use-app-password'] },
  'imap-disabled': { owner: 'you', remedies: ['enable-imap', 'ask-it-or-provider'] },
  'smtp-auth-disabled': { owner: 'it-team', remedies: ['enable-smtp-auth', 'ask-it-or-provider'] },
  'account-locked': { owner: 'you', remedies: ['sign-in-with-browser', 'ask-it-or-provider'] },
  'account-suspended': { owner: 'provider', remedies: ['ask-it-or-provider'] },
  'password-expired': { owner: 'you', remedies: ['sign-in-with-browser', 'check-address-and-password'] },
  'too-many-connections': { owner: 'you', remedies: ['close-other-connections', 'try-again-later'] },
  'rate-limited': { owner: 'provider', remedies: ['try-again-later'] },
  'ip-not-allowed': { owner: 'it-team', remedies: ['allow-our-addresses', 'ask-it-or-provider'] },
  'server-unavailable': { owner: 'provider', remedies: ['try-again-later', 'ask-it-or-provider'] },
  'mailbox-unavailable': { owner: 'provider', remedies: ['ask-it-or-provider'] },
  'sender-rejected': { owner: 'it-team', remedies: ['ask-it-or-provider'] },
  'recipient-rejected': { owner: 'us', remedies: ['report-to-us'] },
  'relay-denied': { owner: 'it-team', remedies: ['ask-it-or-provider', 'allow-our-addresses'] },
  'message-rejected': { owner: 'it-team', remedies: ['ask-it-or-provider'] },
  'sending-limit-reached': { owner: 'provider', remedies: ['try-again-later', 'ask-it-or-provider'] },
  'message-too-large': { owner: 'provider', remedies: ['ask-it-or-provider'] },
  'mailbox-full': { owner: 'you', remedies: ['free-mailbox-space', 'ask-it-or-provider'] },
  'protocol-error': { owner: 'provider', remedies: ['ask-it-or-provider', 'check-server-and-port'] },
  'address-not-permitted': { owner: 'you', remedies: ['check-server-and-port'] },
  'connection-tampered': { owner: 'it-team', remedies: ['ask-it-or-provider'] },
  'message-not-arrived': { owner: 'you', remedies: ['check-bcc-mailbox', 'ask-it-or-provider'] },
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

/** The article advises on an error whatever its cause: these causes are what each piece of that advice can help against. */
const helpsAgainst: Readonly<Partial<Record<RemedyId, readonly Cause[]>>> = {
  'check-server-and-port': [
    'host-not-found',
    'connection-refused',
    'connection-timeout',
    'connection-reset',
    'network-unreachable',
    'wrong-port-or-security',
    'starttls-unavailable',
    'protocol-error',
    'unexplained',
  ],
  'check-technical-requirements': [
    'connection-refused',
    'connection-timeout',
    'connection-reset',
    'network-unreachable',
    'wrong-port-or-security',
    'starttls-unavailable',
    'tls-version-unsupported',
    'auth-method-unsupported',
    'protocol-error',
    'unexplained',
  ],
  'allow-our-addresses': [
    'connection-refused',
    'connection-timeout',
    'connection-reset',
    'network-unreachable',
    'ip-not-allowed',
    'relay-denied',
    'wrong-credentials',
    'unexplained',
  ],
  'check-address-and-password': ['wrong-credentials', 'username-format', 'password-expired', 'unexplained'],
  'use-app-password': ['wrong-credentials', 'app-password-required'],
  'close-other-connections': ['too-many-connections', 'unexplained'],
  'ask-it-or-provider': ['auth-method-unsupported', 'unexplained'],
};

/** What has been seen rules some advice out, whoever gives it. */
const isPointless: Readonly<Partial<Record<RemedyId, (situation: Situation) => boolean>>> = {
  'check-server-and-port': ({ rightServerAnswered, stage }) => rightServerAnswered && stage === 'authenticate',
  'check-address-and-password': ({ acceptedElsewhere }) => acceptedElsewhere,
  'check-certificate': ({ certificate }) => certificate === undefined || certificate === 'valid',
  'trust-this-certificate': ({ severity }) => severity === 'warning',
  'allow-non-secure-certificate': ({ severity }) => severity === 'warning',
  // The name is one for both services.
  'use-other-username': ({ otherUsername, acceptedElsewhere }) => otherUsername === undefined || acceptedElsewhere,
  'enable-smtp-auth': ({ service }) => service !== 'smtp',
  'enable-imap': ({ service }) => service !== 'imap',
  'use-custom-username': ({ otherUsername }) => otherUsername !== undefined,
};

/** What helps before anything else where the other service took the very same credentials. */
const whereAcceptedElsewhere: readonly RemedyId[] = ['use-custom-username', 'enable-smtp-auth', 'use-app-password', 'ask-it-or-provider'];

export function ownerOf(cause: Cause): Owner {
  return byCause[cause].owner;
}

/** What to do in a situation, the most promising first: what the cause asks for, then what the article advises and is to the point. */
export function adviceIn(situation: Situation): readonly RemedyId[] {
  const { cause, error } = situation;
  const isRefusal = cause === 'wrong-credentials';
  const first = isRefusal && situation.acceptedElsewhere ? whereAcceptedElsewhere : [];
  const last: readonly RemedyId[] = isRefusal && situation.provider?.imapMustBeEnabled === true ? ['enable-imap'] : [];
  return [...new Set([...first, ...adviceOn(cause, error), ...last])].filter((id) => isPointless[id]?.(situation) !== true);
}

/** What to try where a cause is shown as this error, the most promising first. */
export function adviceOn(cause: Cause, error: ErrorId): readonly RemedyId[] {
  return [...new Set([...byCause[cause].remedies, ...byError[error].filter((id) => helpsAgainst[id]?.includes(cause) !== false)])];
}

/** What helps against a cause in general, with no check at hand; where it is shown as an error, what the article advises too. */
export function adviceOnCause(cause: Cause, error?: ErrorId): readonly RemedyId[] {
  const advice = error === undefined ? byCause[cause].remedies : adviceOn(cause, error);
  return advice.filter((id) => !aboutACheck.includes(id));
}

/** What only the facts of a check can tell: which certificate, which name. */
const aboutACheck: readonly RemedyId[] = ['trust-this-certificate', 'check-certificate', 'use-other-username'];

/** What the article advises on one of its errors, in its order. */
export function adviceOnError(error: ErrorId): readonly RemedyId[] {
  return byError[error];
}
