import * as z from 'zod/mini';
import { recognisedProviderSchema } from './provider.ts';
import { securitySchema, serviceSchema, skipReasonSchema, stageSchema, verdictSchema } from './vocabulary.ts';

const milliseconds = z.int().check(z.minimum(0));

/** Our own policy's reason for not dialling. */
export const refusalSchema = z.enum(['host-grammar', 'address-not-public', 'port-not-permitted']);
export type Refusal = z.infer<typeof refusalSchema>;

/** One certificate of a chain, the leaf first. */
export const certificateSchema = z.strictObject({
  subject: z.string(),
  /** DNS names and addresses that the certificate is for (RFC 6125). */
  names: z.array(z.string()),
  issuer: z.string(),
  /** ISO 8601. */
  validFrom: z.string(),
  validTo: z.string(),
  /** SHA-256 of the DER, 64 hexadecimal digits in lower case. */
  fingerprint256: z.string(),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** What can be wrong with a certificate; chain, dates and name are judged separately, in the order in which they decide the cause. */
export const certificateDefectSchema = z.enum(['certificate-expired', 'certificate-self-signed', 'certificate-unknown-issuer', 'certificate-name-mismatch']);
export type CertificateDefect = z.infer<typeof certificateDefectSchema>;

/** The finer word for what is wrong with a certificate, in the order of the defects that they belong to. */
export const certificateFlawSchema = z.enum(['expired', 'not-yet-valid', 'self-signed', 'unknown-issuer', 'missing-intermediate', 'name-mismatch']);
export type CertificateFlaw = z.infer<typeof certificateFlawSchema>;

/** What makes a server's encryption too weak for us. */
export const handshakeFlawSchema = z.enum(['weak-key', 'weak-signature', 'old-tls-version']);
export type HandshakeFlaw = z.infer<typeof handshakeFlawSchema>;

/** Why an endpoint would not have worked; the words of whatever answered are not kept. */
export const probeFailureSchema = z.enum([
  'not-permitted',
  'no-such-name',
  'name-lookup-failed',
  'refused',
  'unreachable',
  'timeout',
  'closed',
  'foreign-protocol',
  'no-starttls',
  'tls-failed',
  'old-tls-version',
  'weak-tls-methods',
  'certificate',
  'no-sign-in',
  'turned-away',
  'protocol-violated',
]);
export type ProbeFailure = z.infer<typeof probeFailureSchema>;

/** Why a connection went on over a certificate, or did not: `valid` has no defect. */
export const certificateDecisionSchema = z.enum(['valid', 'allowed', 'trusted-fingerprint', 'refused']);
export type CertificateDecision = z.infer<typeof certificateDecisionSchema>;

/** What spoke instead of the protocol that was asked for; the foreign words themselves are never kept. */
export const foreignProtocolSchema = z.enum(['http', 'tls', 'ssh', 'pop3', 'imap', 'smtp', 'nothing', 'unknown']);

/** Our limits on what a server may send. */
export const limitSchema = z.enum(['line-length', 'literal-size', 'bytes-received', 'lines-in-stage', 'authentication-continuations']);

/** The result of one e-mail authentication method (RFC 8601 s.2.7). */
export const authenticationResultSchema = z.enum(['none', 'pass', 'fail', 'softfail', 'neutral', 'policy', 'temperror', 'permerror']);
export type AuthenticationResult = z.infer<typeof authenticationResultSchema>;

/**
 * A fact that the engine saw. Facts carry no meaning: `diagnose` gives it. Everything that a rule may look at is one, so
 * that any report can be diagnosed again, offline.
 */
export const observationSchema = z.discriminatedUnion('type', [
  /** What the lane was told to use; the first fact of every lane. */
  z.strictObject({
    type: z.literal('settings-used'),
    host: z.string(),
    port: z.int(),
    security: securitySchema,
    usernameForm: z.enum(['address', 'local-part', 'other']),
    /** What the name would be in the other form: the local part in place of the address, or the address in place of any other name. */
    otherUsername: z.optional(z.string()),
    allowNonSecureCertificate: z.boolean(),
    /** Fingerprints of certificates that the person trusts. */
    trustedCertificates: z.optional(z.array(z.string())),
  }),
  /** The host belongs to a provider that we know something about; a host that is not the provider's is never told as its own. */
  z.strictObject({ type: z.literal('provider-recognised'), host: z.string(), ...recognisedProviderSchema.shape }),
  z.strictObject({ type: z.literal('addresses-resolved'), host: z.string(), addresses: z.array(z.string()) }),
  /** The resolver's answer in place of addresses: a code of c-ares (`ENOTFOUND`, `ENODATA`, `ETIMEOUT`, `ESERVFAIL` ...). */
  z.strictObject({ type: z.literal('resolve-failed'), host: z.string(), code: z.string() }),
  /** Our policy refused to dial; says the same whatever stands behind the address. */
  z.strictObject({ type: z.literal('dial-refused'), host: z.string(), port: z.int(), refusal: refusalSchema }),
  /** One address tried: `abandoned` when another one was faster or the time was up before it answered. */
  z.strictObject({
    type: z.literal('connection-attempted'),
    address: z.string(),
    port: z.int(),
    outcome: z.enum(['connected', 'failed', 'abandoned']),
    code: z.optional(z.string()),
    durationMs: milliseconds,
  }),
  z.strictObject({ type: z.literal('tls-established'), version: z.string(), cipher: z.string() }),
  /** TLS ended before a certificate could be judged; `code` is that of OpenSSL or the system. */
  z.strictObject({
    type: z.literal('handshake-failed'),
    code: z.string(),
    message: z.string(),
    flaw: z.optional(handshakeFlawSchema),
    /** The length of a weak key, and the least that such a key needs. */
    keyBits: z.optional(z.int()),
    leastKeyBits: z.optional(z.int()),
  }),
  z.strictObject({
    type: z.literal('certificate-presented'),
    host: z.string(),
    chain: z.array(certificateSchema),
    defects: z.array(certificateDefectSchema),
    flaws: z.optional(z.array(certificateFlawSchema)),
    decision: certificateDecisionSchema,
  }),
  /** The server does not list STARTTLS among its capabilities. */
  z.strictObject({ type: z.literal('starttls-not-offered') }),
  /** Bytes that arrived in clear text behind the answer to STARTTLS (RFC 8314 s.7.1 and CVE-2011-0411 class). */
  z.strictObject({ type: z.literal('text-injected') }),
  /** IMAP greeting PREAUTH (RFC 9051 s.7.1.4): the server claims that we are signed in already. */
  z.strictObject({ type: z.literal('preauthenticated') }),
  z.strictObject({ type: z.literal('greeting-received'), text: z.string(), software: z.optional(z.string()) }),
  /** Something answered that does not speak this service's protocol. */
  z.strictObject({ type: z.literal('foreign-protocol'), protocol: foreignProtocolSchema }),
  z.strictObject({
    type: z.literal('capabilities-listed'),
    when: z.enum(['before-tls', 'before-sign-in', 'after-sign-in']),
    capabilities: z.array(z.string()),
  }),
  /** A command that the server answered; `reply` is every line of the answer without the tag. */
  z.strictObject({
    type: z.literal('server-replied'),
    /** The command's name (`AUTHENTICATE PLAIN`, `RCPT TO`), or `greeting` or `unsolicited`. */
    command: z.string(),
    ok: z.boolean(),
    /** IMAP: `OK`, `NO`, `BAD`, `BYE`; SMTP: the reply code of RFC 5321, `535`. */
    status: z.string(),
    /** IMAP response code (RFC 5530), without brackets. */
    responseCode: z.optional(z.string()),
    /** SMTP enhanced status code (RFC 3463), `5.7.8`. */
    enhancedCode: z.optional(z.string()),
    reply: z.string(),
  }),
  /** No sign-in mechanism that both sides know. */
  z.strictObject({ type: z.literal('no-common-mechanism'), offered: z.array(z.string()) }),
  /** The credentials were sent, once, by this mechanism. */
  z.strictObject({ type: z.literal('credentials-sent'), mechanism: z.string(), encrypted: z.boolean() }),
  z.strictObject({ type: z.literal('signed-in') }),
  z.strictObject({ type: z.literal('mailbox-opened'), mailbox: z.string(), messages: z.int() }),
  z.strictObject({
    type: z.literal('folders-listed'),
    count: z.int(),
    special: z.array(z.strictObject({ use: z.string(), path: z.string() })),
    /** More folders than we list. */
    truncated: z.boolean(),
  }),
  /** The server took responsibility for the test message (250 after our final dot). */
  z.strictObject({ type: z.literal('message-accepted'), messageId: z.string(), recipient: z.string() }),
  z.strictObject({
    type: z.literal('message-arrived'),
    afterMs: milliseconds,
    spf: authenticationResultSchema,
    dkim: authenticationResultSchema,
    dmarc: authenticationResultSchema,
  }),
  /** Whoever was about to hand the message over is gone: it may be on its way, and is not sent again. */
  z.strictObject({ type: z.literal('message-uncertain') }),
  z.strictObject({ type: z.literal('message-missing'), afterMs: milliseconds }),
  /** Nothing came from the server while we waited for `awaiting` (`greeting`, a command's name, `handshake`). */
  z.strictObject({ type: z.literal('nothing-received'), awaiting: z.string(), afterMs: milliseconds }),
  /** The stage's time, or the check's, was up. */
  z.strictObject({ type: z.literal('deadline-passed'), scope: z.enum(['stage', 'check']), deadlineMs: milliseconds }),
  /** The connection ended while we still needed it. */
  z.strictObject({ type: z.literal('connection-closed'), code: z.optional(z.string()), awaiting: z.string() }),
  /** The server sent something that its protocol does not allow. */
  z.strictObject({ type: z.literal('protocol-violated'), detail: z.string() }),
  z.strictObject({ type: z.literal('limit-exceeded'), limit: limitSchema }),
  /**
   * An endpoint tried after a failure, without credentials, to learn what would have worked: it `answered` when it greeted over a
   * certificate that these settings accept and lets people sign in with a password.
   */
  z.strictObject({
    type: z.literal('endpoint-probed'),
    host: z.string(),
    port: z.int(),
    security: z.enum(['tls', 'starttls']),
    /** The one address of the host that was tried; all of them when left out. */
    address: z.optional(z.string()),
    outcome: z.enum(['answered', 'failed']),
    reason: z.optional(probeFailureSchema),
    /** What the server chose when everything that we do not accept was on offer too. */
    tls: z.optional(z.strictObject({ version: z.string(), cipher: z.string() })),
    durationMs: milliseconds,
  }),
  /** An exception of ours; the reference is in our log. */
  z.strictObject({ type: z.literal('internal-error'), reference: z.string() }),
]);
export type Observation = z.infer<typeof observationSchema>;
export type ObservationType = Observation['type'];
export type ObservationOf<T extends ObservationType> = Extract<Observation, { type: T }>;

/** One stage as it went: its verdict (null until it has ended) and every fact seen in it. */
export const stageRecordSchema = z.strictObject({
  service: serviceSchema,
  stage: stageSchema,
  verdict: z.nullable(verdictSchema),
  /** Working time; waiting for the other lane or in line is not counted. */
  durationMs: milliseconds,
  reason: z.optional(skipReasonSchema),
  observations: z.array(observationSchema),
});
export type StageRecord = z.infer<typeof stageRecordSchema>;
