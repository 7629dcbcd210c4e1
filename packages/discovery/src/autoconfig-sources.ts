import type { DiscoveredServer, DiscoveryOutcome } from '@inbox-connect/core';
import { getDomain } from 'tldts';
import { type AutoconfigServer, parseAutoconfig } from './autoconfig.ts';
import type { Answer, Question, Source } from './context.ts';
import { fetchDocument } from './fetch-document.ts';

/** The file that the domain's own host `autoconfig` has. */
export const askAutoconfig: Source = (question) => askDomain(`autoconfig.${question.domain}/mail/config-v1.1.xml`, question);

/** The file that the domain's web server has. */
export const askWellKnown: Source = (question) => askDomain(`${question.domain}/.well-known/autoconfig/mail/config-v1.1.xml`, question);

export const askIspdb: Source = (question) => askIspdbFor(question.domain, question);

/** The ISPDB lists the names under which large providers receive mail, too. */
export const askIspdbForMx: Source = async (question) => {
  const hosts = await question.mailHosts();
  if (typeof hosts === 'string') return { outcome: hosts };
  const base = hosts[0] === undefined ? null : getDomain(hosts[0]);
  return base === null || base === question.domain ? { outcome: 'not-found' } : askIspdbFor(base, question);
};

function askIspdbFor(domain: string, { context, limits, signal }: Question): Promise<Answer> {
  return withDeadline(limits.document, signal, async (deadline) => {
    const answer = await ask(`${context.ispdbUrl.replace(/\/$/, '')}/${domain}`, context, deadline);
    return deadline.aborted && answer.outcome === 'unreachable' ? { outcome: 'timeout' } : answer;
  });
}

/**
 * HTTPS first. Many providers have their file only on plain HTTP, which tells nobody anything about the person: the domain
 * is all that is asked about. What comes that way is not trusted.
 */
function askDomain(location: string, { context, limits, signal }: Question): Promise<Answer> {
  return withDeadline(limits.document, signal, async (deadline) => {
    const secure = await withDeadline(limits.document * 0.6, deadline, (first) => ask(`https://${location}`, context, first));
    if (secure.suggestion !== undefined || ['pop3-only', 'unencrypted-only', 'not-permitted'].includes(secure.outcome)) return secure;
    const plain = await ask(`http://${location}`, context, deadline);
    if (plain.suggestion !== undefined) return plain;
    return { outcome: deadline.aborted && plain.outcome === 'unreachable' ? 'timeout' : moreTelling(secure.outcome, plain.outcome) };
  });
}

/** That there is nothing says least. */
function moreTelling(first: DiscoveryOutcome, second: DiscoveryOutcome): DiscoveryOutcome {
  return first === 'not-found' ? second : first;
}

async function ask(address: string, context: Question['context'], signal: AbortSignal): Promise<Answer> {
  const document = await fetchDocument(address, context, signal);
  if (typeof document === 'string') return { outcome: document };
  const autoconfig = parseAutoconfig(document.text);
  if (autoconfig === undefined) return { outcome: 'unreadable' };
  const { imap, smtp, hasPop3 } = autoconfig;
  const suggestion = { trusted: document.secure, imap: imap.flatMap(encrypted), smtp: smtp.flatMap(encrypted) };
  if (suggestion.imap.length > 0) return { outcome: 'found', suggestion };
  if (imap.length > 0) return { outcome: 'unencrypted-only' };
  return { outcome: hasPop3 ? 'pop3-only' : 'not-found' };
}

function encrypted({ host, port, security, username }: AutoconfigServer): DiscoveredServer[] {
  return security === 'none' ? [] : [{ host, port, security, username }];
}

async function withDeadline<T>(milliseconds: number, signal: AbortSignal, steps: (deadline: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, milliseconds);
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    return await steps(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
