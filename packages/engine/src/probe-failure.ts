import type { Observation, ObservationOf, ProbeFailure } from '@inbox-connect/core';

/** What a fact means for the endpoint that was probed; nothing when it does not stand in the way. */
export function failureOf(fact: Observation): ProbeFailure | undefined {
  switch (fact.type) {
    case 'dial-refused':
      return 'not-permitted';
    case 'resolve-failed':
      return ['ENOTFOUND', 'ENODATA', 'ENONAME', 'EBADNAME'].includes(fact.code) ? 'no-such-name' : 'name-lookup-failed';
    case 'connection-attempted':
      return attemptFailure(fact);
    case 'handshake-failed':
      return 'tls-failed';
    case 'certificate-presented':
      return fact.decision === 'refused' ? 'certificate' : undefined;
    case 'starttls-not-offered':
      return 'no-starttls';
    case 'foreign-protocol':
      return 'foreign-protocol';
    case 'server-replied':
      if (fact.ok) return undefined;
      return fact.command === 'STARTTLS' ? 'no-starttls' : 'turned-away';
    case 'no-common-mechanism':
      return 'no-sign-in';
    case 'nothing-received':
      return 'timeout';
    case 'connection-closed':
      return 'closed';
    case 'preauthenticated':
    case 'text-injected':
    case 'protocol-violated':
    case 'limit-exceeded':
      return 'protocol-violated';
    default:
      return undefined;
  }
}

function attemptFailure({ outcome, code }: ObservationOf<'connection-attempted'>): ProbeFailure | undefined {
  if (outcome === 'connected') return undefined;
  if (outcome === 'abandoned') return 'timeout';
  switch (code) {
    case 'ECONNREFUSED':
      return 'refused';
    case 'ETIMEDOUT':
      return 'timeout';
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return 'closed';
    default:
      return 'unreachable';
  }
}
