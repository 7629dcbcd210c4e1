import type { SrvRecord } from 'node:dns';
import { type DiscoveredServer, hostDefect } from '@inbox-connect/core';
import type { Source } from './context.ts';

/**
 * RFC 6186 and RFC 8314 s.5.1. Without DNSSEC anybody on the way can have changed the answer, so it is never trusted.
 * The user name is the whole address, as RFC 6186 s.4 has it tried first.
 */
export const askSrv: Source = async ({ domain, context, signal }) => {
  const ask = (service: string) => context.records.srv(`_${service}._tcp.${domain}`, signal);
  const [imaps, imap, submissions, submission] = await Promise.all([ask('imaps'), ask('imap'), ask('submissions'), ask('submission')]);
  const answers = [imaps, imap, submissions, submission];
  const suggestion = { trusted: false, imap: serversOf(imaps, imap), smtp: serversOf(submissions, submission) };
  if (suggestion.imap.length > 0) return { outcome: 'found', suggestion };
  if (answers.includes('unreachable')) return { outcome: 'unreachable' };
  // RFC 2782: a target of "." says that the service is decidedly not there; c-ares reads it as an empty name.
  return { outcome: [imaps, imap].flat().some(isRefusal) ? 'not-offered' : 'not-found' };
};

type Answer = readonly SrvRecord[] | 'unreachable';

/** The lowest priority first; of equal ones, implicit TLS and then the greater weight, so that the same question has the same answer. */
function serversOf(implicit: Answer, explicit: Answer): DiscoveredServer[] {
  return [...read(implicit, 'tls'), ...read(explicit, 'starttls')]
    .toSorted((left, right) => left.priority - right.priority || rank(left.security) - rank(right.security) || right.weight - left.weight)
    .map(({ name, port, security }) => ({ host: name.toLowerCase().replace(/\.$/, ''), port, security, username: '%EMAILADDRESS%' }));
}

function read(answer: Answer, security: DiscoveredServer['security']) {
  const records = answer === 'unreachable' ? [] : answer;
  return records.filter(({ name, port }) => port > 0 && hostDefect(name.replace(/\.$/, '')) === undefined).map((record) => ({ ...record, security }));
}

function rank(security: DiscoveredServer['security']): number {
  return security === 'tls' ? 0 : 1;
}

function isRefusal(record: SrvRecord | string): boolean {
  return typeof record !== 'string' && (record.name === '' || record.name === '.');
}
