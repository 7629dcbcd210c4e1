import { errorOf, planStages } from './stage.ts';
import { type Cause, causeSchema, type ErrorId, errorIdSchema, type Service, type Stage } from './vocabulary.ts';

/** Where a cause typically comes up: stages of either service, unless only one of them can have it. */
interface Place {
  readonly stages: readonly Stage[];
  readonly service?: Service;
}

const anyStage: readonly Stage[] = ['resolve', 'connect', 'secure', 'greet', 'authenticate', 'select', 'send', 'arrive'];

const places: Readonly<Record<Cause, Place>> = {
  'host-not-found': { stages: ['resolve'] },
  'dns-temporary-failure': { stages: ['resolve'] },
  'connection-refused': { stages: ['connect'] },
  'connection-timeout': { stages: ['connect', 'greet'] },
  'network-unreachable': { stages: ['connect'] },
  'connection-reset': { stages: ['connect', 'secure', 'greet'] },
  'wrong-port-or-security': { stages: ['secure', 'greet'] },
  'certificate-self-signed': { stages: ['secure'] },
  'certificate-unknown-issuer': { stages: ['secure'] },
  'certificate-expired': { stages: ['secure'] },
  'certificate-name-mismatch': { stages: ['secure'] },
  'tls-version-unsupported': { stages: ['secure'] },
  'starttls-unavailable': { stages: ['secure'] },
  'encryption-required': { stages: ['authenticate'] },
  'auth-method-unsupported': { stages: ['authenticate'] },
  'wrong-credentials': { stages: ['authenticate'] },
  'username-format': { stages: ['authenticate'] },
  'app-password-required': { stages: ['authenticate'] },
  'oauth-required': { stages: ['authenticate'] },
  'browser-sign-in-required': { stages: ['authenticate'] },
  'imap-disabled': { stages: ['authenticate'], service: 'imap' },
  'smtp-auth-disabled': { stages: ['authenticate'], service: 'smtp' },
  'account-locked': { stages: ['authenticate', 'send'] },
  'account-suspended': { stages: ['authenticate', 'send'] },
  'password-expired': { stages: ['authenticate'] },
  'too-many-connections': { stages: ['greet', 'authenticate'] },
  'rate-limited': { stages: ['greet', 'authenticate', 'send'] },
  'ip-not-allowed': { stages: ['greet', 'authenticate', 'send'] },
  'server-unavailable': { stages: ['greet', 'authenticate', 'send'] },
  'mailbox-unavailable': { stages: ['select'] },
  'sender-rejected': { stages: ['send'] },
  'recipient-rejected': { stages: ['send'] },
  'relay-denied': { stages: ['send'] },
  'message-rejected': { stages: ['send'] },
  'sending-limit-reached': { stages: ['send'] },
  'message-too-large': { stages: ['send'] },
  'mailbox-full': { stages: ['select', 'send'] },
  'protocol-error': { stages: ['secure', 'greet'] },
  'address-not-permitted': { stages: ['resolve', 'connect'] },
  'connection-tampered': { stages: ['secure', 'greet'] },
  'message-not-arrived': { stages: ['arrive'] },
  cancelled: { stages: anyStage },
  interrupted: { stages: anyStage },
  unexplained: { stages: anyStage },
};

/** The causes that are typically behind an error of the article, in the order of the vocabulary. */
export function causesOf(error: ErrorId): readonly Cause[] {
  return causeSchema.options.filter((cause) => errorsOf(cause).includes(error));
}

/** The errors of the article under which a cause is typically shown; none for what can end a check anywhere. */
export function errorsOf(cause: Cause): readonly ErrorId[] {
  if (places[cause].stages === anyStage) return [];
  const found = placesOf(cause).map(({ service, stage }) => errorOf(service, stage, cause));
  return errorIdSchema.options.filter((error) => found.includes(error));
}

/** Every service and stage at which a cause typically comes up. */
export function placesOf(cause: Cause): readonly { readonly service: Service; readonly stage: Stage }[] {
  const { stages, service: only } = places[cause];
  return planStages('tls', 'tls')
    .filter(({ service }) => only === undefined || service === only)
    .flatMap(({ service, stages: planned }) => planned.filter((stage) => stages.includes(stage)).map((stage) => ({ service, stage })));
}
