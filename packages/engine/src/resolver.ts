import { asciiHost } from './ascii-host.ts';
import { openDnsChannel } from './dns-channel.ts';
import { interleaveFamilies } from './interleave-families.ts';
import type { Resolver } from './network.ts';

export interface ResolverSettings {
  /** Addresses of DNS servers, with a port if it is not 53 (`192.0.2.53`, `[2001:db8::53]:5353`); none for the system's own. */
  readonly servers?: readonly string[];
  /** Milliseconds for a whole look-up; below the deadline of the stage `resolve`, so that silence has its own code. */
  readonly deadlineMs?: number;
}

const mostAddresses = 16;

/**
 * How long an answer for one family waits for the other's. More than RFC 8305 s.3 gives a browser: which addresses a name
 * has is a finding of ours, yet name servers that ignore questions about IPv6 are common and must not cost the deadline.
 */
const graceMs = 500;

/** Codes of c-ares that say that the name, or its record, does not exist; every other one is a failure that may pass. */
const absent = ['ENODATA', 'ENOTFOUND', 'ENONAME', 'EBADNAME'];

/** Asks DNS servers for IPv6 and IPv4 at once. */
export function createResolver({ servers = [], deadlineMs = 3_500 }: ResolverSettings = {}): Resolver {
  // Servers that are none are told at once.
  openDnsChannel(servers);

  async function resolve(host: string, signal: AbortSignal): Promise<readonly string[]> {
    const name = asciiHost(host);
    if (name === undefined) throw new LookupError('EBADNAME');
    if (signal.aborted) throw new LookupError('ECANCELLED');
    // One channel a look-up, since cancelling ends all questions of a channel; nor does it keep answers for the next check.
    const channel = openDnsChannel(servers);
    const cancel = () => channel.cancel();
    let timer = setTimeout(cancel, deadlineMs);
    const hurry = () => {
      clearTimeout(timer);
      timer = setTimeout(cancel, graceMs);
    };
    signal.addEventListener('abort', cancel);
    try {
      const answers = await Promise.all([ask(channel.resolve6(name), hurry), ask(channel.resolve4(name), hurry)]);
      if (signal.aborted) throw new LookupError('ECANCELLED');
      const addresses = new Set(answers.flatMap((answer) => ('code' in answer ? [] : answer)));
      if (addresses.size > 0) return interleaveFamilies([...addresses]).slice(0, mostAddresses);
      throw new LookupError(worseOf(answers.flatMap((answer) => ('code' in answer ? answer.code : 'ENODATA'))));
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    }
  }

  return { resolve };
}

type Answer = readonly string[] | { readonly code: string };

async function ask(question: Promise<string[]>, onAddresses: () => void): Promise<Answer> {
  try {
    const addresses = await question;
    if (addresses.length > 0) onAddresses();
    return addresses;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EBADRESP';
    // Only we cancel, and unless the signal did it, because the time was up.
    return { code: code === 'ECANCELLED' ? 'ETIMEOUT' : code };
  }
}

/**
 * The code that tells most when neither family has an address. A failure that may pass comes first: with it, nobody knows
 * whether the name exists. Then ENODATA, which says that the name exists and has other records.
 */
function worseOf(codes: readonly string[]): string {
  return codes.find((code) => !absent.includes(code)) ?? codes.find((code) => code === 'ENODATA') ?? codes[0] ?? 'ENODATA';
}

class LookupError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`look-up failed: ${code}`);
    this.code = code;
  }
}
