import { certificateDefectSchema } from '../observation.ts';
import { all, firstHand, not, refused, saw, used } from './conditions.ts';
import type { Condition, Rule } from './rule.ts';

/** OpenSSL's codes for an answer that is no TLS at all: the port speaks clear text. */
const notTls = [
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
  'ERR_SSL_RECORD_LAYER_FAILURE',
  'ERR_SSL_UNEXPECTED_MESSAGE',
];

/** OpenSSL's codes for a server that offers no version, cipher or key that we accept. */
const outdated = [
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
  'ERR_SSL_DH_KEY_TOO_SMALL',
  'ERR_SSL_EE_KEY_TOO_SMALL',
  'ERR_SSL_CA_KEY_TOO_SMALL',
  'ERR_SSL_CA_MD_TOO_WEAK',
  'ERR_SSL_NO_SHARED_CIPHER',
  'ERR_SSL_WRONG_SIGNATURE_TYPE',
  'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED',
  'ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY',
  'ERR_SSL_BAD_ECPOINT',
];

/** Older OpenSSL names (`SSLV3_ALERT_…`) stand beside those of version 3.5 (`SSL/TLS_ALERT_…`). */
const noAgreement = ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'];

const defects = certificateDefectSchema.options.map(
  (cause): Rule => ({
    cause,
    confidence: 'certain',
    when: ({ observations }) => {
      const refusals = observations.filter(
        (observation) => observation.type === 'certificate-presented' && observation.decision === 'refused' && observation.defects.includes(cause),
      );
      return refusals.length > 0 ? refusals : undefined;
    },
  }),
);

const clearTextPort: Condition = used({ ports: [143, 587, 25, 2525], security: ['tls'] });

export const secureRules: readonly Rule[] = [
  { cause: 'connection-tampered', confidence: 'certain', when: saw('text-injected') },
  // The server agreed to begin TLS, and words in clear text came in its place: injected just late enough to be taken for the handshake.
  {
    cause: 'connection-tampered',
    confidence: 'certain',
    when: all(firstHand, saw('handshake-failed', { code: notTls }), used({ security: ['starttls'] })),
    alternatives: ['starttls-unavailable'],
  },
  ...defects,
  { cause: 'starttls-unavailable', confidence: 'certain', when: saw('starttls-not-offered') },
  { cause: 'starttls-unavailable', confidence: 'certain', when: refused({ command: ['STARTTLS'] }) },
  { cause: 'wrong-port-or-security', confidence: 'certain', when: saw('handshake-failed', { code: notTls }) },
  { cause: 'tls-version-unsupported', confidence: 'certain', when: saw('handshake-failed', { code: outdated }) },
  { cause: 'tls-version-unsupported', confidence: 'likely', when: saw('handshake-failed', { code: noAgreement }) },
  { cause: 'wrong-port-or-security', confidence: 'likely', when: all(saw('nothing-received'), clearTextPort), alternatives: ['connection-timeout'] },
  { cause: 'wrong-port-or-security', confidence: 'likely', when: all(saw('connection-closed'), clearTextPort), alternatives: ['connection-reset'] },
  {
    cause: 'connection-reset',
    confidence: 'certain',
    when: all(saw('connection-closed'), not(clearTextPort)),
    alternatives: ['wrong-port-or-security', 'tls-version-unsupported', 'ip-not-allowed'],
  },
  {
    cause: 'connection-reset',
    confidence: 'certain',
    when: saw('handshake-failed', { code: ['ECONNRESET', 'EPIPE'] }),
    alternatives: ['wrong-port-or-security', 'tls-version-unsupported'],
  },
  {
    cause: 'wrong-port-or-security',
    confidence: 'possible',
    when: saw('handshake-failed', { code: ['UNKNOWN'] }),
    alternatives: ['tls-version-unsupported', 'certificate-unknown-issuer'],
  },
  { cause: 'protocol-error', confidence: 'likely', when: all(saw('handshake-failed'), not(saw('handshake-failed', { code: ['UNKNOWN'] }))) },
  { cause: 'protocol-error', confidence: 'certain', when: saw('limit-exceeded') },
  { cause: 'protocol-error', confidence: 'certain', when: saw('protocol-violated') },
  { cause: 'connection-timeout', confidence: 'certain', when: all(saw('nothing-received'), not(clearTextPort)), alternatives: ['wrong-port-or-security'] },
  { cause: 'connection-timeout', confidence: 'likely', when: saw('deadline-passed') },
];
