import type { AuthenticationResult } from '@inbox-connect/core';
import type { Arrival } from '@inbox-connect/engine';
import { authenticate, type DNSResolver } from 'mailauth';

/** How a message came to us. */
export interface Delivery {
  readonly message: Buffer;
  /** The address of the server that brought it. */
  readonly ip: string;
  /** The name that it said in EHLO. */
  readonly helo: string;
  /** The envelope sender; empty for the null sender. */
  readonly sender: string;
  /** Our own name. */
  readonly receivedBy: string;
}

/** Who vouches for a message, and the header lines that say so (RFC 8601); no lines when nothing could be found out. */
export interface AuthenticatedMessage {
  readonly arrival: Arrival;
  readonly header: string;
}

/** What SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489) say of a message. A resolver that hangs gives `temperror`. */
export async function authenticateMessage(
  { message, ip, helo, sender, receivedBy }: Delivery,
  resolver: DNSResolver,
  deadlineMs = 10_000,
): Promise<AuthenticatedMessage> {
  const unknown: AuthenticatedMessage = { arrival: { spf: 'temperror', dkim: 'temperror', dmarc: 'temperror' }, header: '' };
  const { promise: late, resolve } = Promise.withResolvers<AuthenticatedMessage>();
  const timer = setTimeout(() => resolve(unknown), deadlineMs);
  try {
    return await Promise.race([late, read()]);
  } catch {
    return unknown;
  } finally {
    clearTimeout(timer);
  }

  async function read(): Promise<AuthenticatedMessage> {
    const { spf, dkim, dmarc, headers } = await authenticate(message, { ip, helo, sender, mta: receivedBy, resolver, disableArc: true, disableBimi: true });
    const signatures = (dkim.results ?? []).map(({ status }) => resultOf(status.result));
    const arrival = {
      spf: spf ? resultOf(spf.status.result) : 'none',
      dkim: signatures.find((result) => result === 'pass') ?? signatures[0] ?? 'none',
      dmarc: dmarc ? resultOf(dmarc.status.result) : 'none',
    };
    return { arrival, header: headers };
  }
}

const results: readonly AuthenticationResult[] = ['none', 'pass', 'fail', 'softfail', 'neutral', 'policy', 'temperror', 'permerror'];

function resultOf(word: string): AuthenticationResult {
  return results.find((result) => result === word) ?? 'none';
}
