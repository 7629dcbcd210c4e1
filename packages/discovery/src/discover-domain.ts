import { setTimeout as wait } from 'node:timers/promises';
import { domainToASCII } from 'node:url';
import { type DiscoverySource, discoverySourceSchema, hostDefect, type TriedSource } from '@inbox-connect/core';
import { askAutoconfig, askIspdb, askIspdbForMx, askWellKnown } from './autoconfig-sources.ts';
import type { Answer, DiscoveryContext, DiscoveryLimits, Question, Source, Suggestion } from './context.ts';
import { askDirectory, askDirectoryForMx, askMicrosoft, askPresets } from './directory-sources.ts';
import { guess } from './guess-source.ts';
import { askSrv } from './srv-source.ts';

/** One source and what it answered about a domain. */
export interface SourceAnswer extends Answer {
  readonly source: DiscoverySource;
  readonly durationMs: number;
}

/** The answers of all sources about a domain, the one that counts most first. */
export type DomainDiscovery = readonly SourceAnswer[];

const sources: Readonly<Record<DiscoverySource, Source>> = {
  preset: askPresets,
  directory: askDirectory,
  'directory-mx': askDirectoryForMx,
  autoconfig: askAutoconfig,
  'well-known': askWellKnown,
  ispdb: askIspdb,
  'ispdb-mx': askIspdbForMx,
  srv: askSrv,
  microsoft: askMicrosoft,
  guess,
};
const order = discoverySourceSchema.options;
const askNobody: readonly DiscoverySource[] = ['preset', 'directory'];

const mostServers = 10;
const usualLimits: DiscoveryLimits = { total: 10_000, grace: 2_000, document: 5_000, beforeGuess: 1_000 };

/** The domain of an address in ASCII (UTS 46); nothing when it has no such form. */
export function asciiDomain(email: string): string | undefined {
  const domain = domainToASCII(email.slice(email.lastIndexOf('@') + 1));
  return hostDefect(domain) === undefined ? domain : undefined;
}

/**
 * Asks all sources about a domain. It is over when none that counts more than the best answer is left, two seconds after the
 * first answer, or after ten in all. Where an answer needs no network, nobody is asked.
 */
export async function* discoverDomain(domain: string, context: DiscoveryContext): AsyncGenerator<TriedSource, DomainDiscovery> {
  const limits = { ...usualLimits, ...context.limits };
  const startedAt = performance.now();
  const leaving = new AbortController();
  const signal = AbortSignal.any([context.signal, leaving.signal]);
  const question = questionAbout(domain, context, limits, signal);
  const answers = new Map<DiscoverySource, SourceAnswer>();
  const pending = new Map<DiscoverySource, Promise<SourceAnswer>>();
  let until = startedAt + limits.total;

  try {
    for (const source of askNobody) answers.set(source, await ask(source, question));
    for (const { source, outcome, durationMs } of answers.values()) yield { source, outcome, durationMs };
    if (bestOf(answers) === undefined) {
      let isFound = false;
      const note = (answer: SourceAnswer) => {
        isFound ||= isDecisive(answer);
        return answer;
      };
      for (const source of order) if (!askNobody.includes(source) && source !== 'guess') pending.set(source, ask(source, question).then(note));
      pending.set(
        'guess',
        askLast(question, [...pending.values()], () => isFound),
      );
    }
    while (pending.size > 0 && !isDecided(answers, pending)) {
      const answer = await firstOf([...pending.values()], until - performance.now(), signal);
      if (answer === undefined) break;
      pending.delete(answer.source);
      answers.set(answer.source, answer);
      if (isDecisive(answer)) until = Math.min(until, performance.now() + limits.grace);
      yield { source: answer.source, outcome: answer.outcome, durationMs: answer.durationMs };
    }
    const best = bestOf(answers);
    for (const source of order.filter((other) => !answers.has(other))) {
      const outranked = best !== undefined && order.indexOf(source) > order.indexOf(best);
      const tried: TriedSource = { source, outcome: outranked ? 'not-needed' : 'timeout', durationMs: pending.has(source) ? since(startedAt) : 0 };
      answers.set(source, tried);
      yield tried;
    }
  } finally {
    leaving.abort();
    await Promise.allSettled(pending.values());
  }
  return order.flatMap((source) => answers.get(source) ?? []);
}

function questionAbout(domain: string, context: DiscoveryContext, limits: DiscoveryLimits, signal: AbortSignal): Question {
  let hosts: ReturnType<Question['mailHosts']> | undefined;
  const lookUp = async () => {
    const records = await context.records.mx(domain, signal);
    if (records === 'unreachable') return records;
    // RFC 7505: a single "." says that the domain receives no mail; c-ares reads it as an empty name.
    return records
      .toSorted((left, right) => left.priority - right.priority)
      .map(({ exchange }) => exchange.toLowerCase())
      .filter((exchange) => exchange !== '' && exchange !== '.');
  };
  return {
    domain,
    context,
    limits,
    signal,
    mailHosts: () => {
      hosts ??= lookUp();
      return hosts;
    },
  };
}

async function ask(source: DiscoverySource, question: Question): Promise<SourceAnswer> {
  const startedAt = performance.now();
  const { suggestion, ...answer } = await sources[source](question);
  return { source, ...answer, ...(suggestion && { suggestion: bounded(suggestion) }), durationMs: since(startedAt) };
}

/** A stranger's file or zone may list thousands. */
function bounded({ imap, smtp, ...suggestion }: Suggestion): Suggestion {
  return { ...suggestion, imap: imap.slice(0, mostServers), smtp: smtp.slice(0, mostServers) };
}

/** Guessing knocks at doors, so it begins only when nobody else has found anything, or they take their time. */
async function askLast(question: Question, others: readonly Promise<unknown>[], isFound: () => boolean): Promise<SourceAnswer> {
  const patience = new AbortController();
  const patient = wait(question.limits.beforeGuess, undefined, { signal: AbortSignal.any([question.signal, patience.signal]) }).catch(() => undefined);
  await Promise.race([Promise.allSettled(others), patient]);
  patience.abort();
  return question.signal.aborted || isFound() ? { source: 'guess', outcome: 'not-needed', durationMs: 0 } : ask('guess', question);
}

async function firstOf(pending: readonly Promise<SourceAnswer>[], withinMs: number, signal: AbortSignal): Promise<SourceAnswer | undefined> {
  const { promise: timeIsUp, resolve } = Promise.withResolvers<undefined>();
  const stop = () => resolve(undefined);
  const timer = setTimeout(stop, withinMs);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    return await Promise.race([timeIsUp, ...pending]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** Both servers, or the knowledge that a known provider has none. */
function isDecisive({ suggestion, provider, outcome }: Answer): boolean {
  if (outcome === 'not-offered') return provider !== undefined;
  return suggestion !== undefined && suggestion.imap.length > 0 && suggestion.smtp.length > 0;
}

function bestOf(answers: ReadonlyMap<DiscoverySource, SourceAnswer>): DiscoverySource | undefined {
  return order.find((source) => {
    const answer = answers.get(source);
    return answer !== undefined && isDecisive(answer);
  });
}

function isDecided(answers: ReadonlyMap<DiscoverySource, SourceAnswer>, pending: ReadonlyMap<DiscoverySource, unknown>): boolean {
  const best = bestOf(answers);
  return best !== undefined && !order.slice(0, order.indexOf(best)).some((source) => pending.has(source));
}

function since(startedAt: number): number {
  return Math.round(performance.now() - startedAt);
}
