import { type DiscoveredServer, hostDefect, type Service, usualPorts } from '@inbox-connect/core';
import type { Question, Source } from './context.ts';

/** The names that mail servers usually have under a domain, where one greets and offers encryption. */
export const guess: Source = async (question) => {
  const [imap, smtp] = await Promise.all([firstThatGreets('imap', question), firstThatGreets('smtp', question)]);
  return imap.length === 0 ? { outcome: 'not-found' } : { outcome: 'found', suggestion: { trusted: false, imap, smtp } };
};

/** All are asked at once, and the first in the order of preference that greets is taken. Port 25 is not for submission (RFC 6409 s.3.1). */
async function firstThatGreets(service: Service, { domain, context, signal }: Question): Promise<DiscoveredServer[]> {
  const enough = new AbortController();
  const either = AbortSignal.any([signal, enough.signal]);
  const hosts = [`${service}.${domain}`, `mail.${domain}`, domain].filter((host) => hostDefect(host) === undefined);
  const places = usualPorts[service].flatMap(({ port, security }) =>
    security === 'none' || port === 25 ? [] : hosts.map((host) => ({ host, port, security })),
  );
  const trials = places.map((place) => ({ place, greets: context.greets(service, place, either) }));
  const ended = Promise.allSettled(trials.map(({ greets }) => greets));
  try {
    for (const { place, greets } of trials) {
      if (await greets) return [{ ...place, username: '%EMAILADDRESS%' }];
    }
    return [];
  } finally {
    enough.abort();
    await ended;
  }
}
