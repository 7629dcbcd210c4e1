import type { MxRecord, SrvRecord } from 'node:dns';
import { type DnsChannel, openDnsChannel } from './dns-channel.ts';

/** Answers of the DNS about a name other than its addresses. A record that does not exist is an empty list. */
export interface Records {
  mx(name: string, signal: AbortSignal): Promise<readonly MxRecord[] | RecordFailure>;
  srv(name: string, signal: AbortSignal): Promise<readonly SrvRecord[] | RecordFailure>;
  /** Each record as one text (RFC 7208 s.3.3). */
  txt(name: string, signal: AbortSignal): Promise<readonly string[] | RecordFailure>;
  cname(name: string, signal: AbortSignal): Promise<readonly string[] | RecordFailure>;
}

/** The name servers gave no answer, so nobody knows whether there is one. */
type RecordFailure = 'unreachable';

const absent = ['ENODATA', 'ENOTFOUND', 'ENONAME', 'EBADNAME'];

/** Asks the given DNS servers (`192.0.2.53:53`), or the system's own. */
export function createRecords(servers: readonly string[]): Records {
  async function ask<T>(signal: AbortSignal, question: (channel: DnsChannel) => Promise<T[]>): Promise<readonly T[] | RecordFailure> {
    if (signal.aborted) return 'unreachable';
    // One channel a question, since cancelling ends all questions of a channel.
    const channel = openDnsChannel(servers);
    const cancel = () => channel.cancel();
    signal.addEventListener('abort', cancel);
    try {
      return await question(channel);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code === '') throw error;
      return absent.includes(code) ? [] : 'unreachable';
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  return {
    mx: (name, signal) => ask(signal, (channel) => channel.resolveMx(name)),
    srv: (name, signal) => ask(signal, (channel) => channel.resolveSrv(name)),
    txt: (name, signal) => ask(signal, async (channel) => (await channel.resolveTxt(name)).map((parts) => parts.join(''))),
    cname: (name, signal) => ask(signal, (channel) => channel.resolveCname(name)),
  };
}
