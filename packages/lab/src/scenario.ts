import {
  type Cause,
  type CheckRequest,
  demoDomain,
  type Endpoint,
  type ErrorId,
  errorOf,
  type LabEntry,
  type Outcome,
  type Service,
  type Stage,
} from '@inbox-connect/core';
import type { Account, Delivery, ImapBehaviour, SmtpBehaviour } from './behaviour.ts';

export const labZone = demoDomain;

/** The right password of every account; no part of it occurs in what servers say, so that redaction leaves their words alone. */
export const labPassword = 'lab-Pa55-phrase';

/** A problem that a check of the scenario must find. */
export interface ExpectedProblem {
  readonly service: Service;
  readonly stage: Stage;
  readonly cause: Cause;
}

/** A story that the lab can tell: two servers, one account, the form as a person fills it in, and what comes of it. */
export interface Scenario {
  readonly name: string;
  readonly domain: string;
  readonly account: Account;
  readonly imap: ImapBehaviour;
  readonly smtp: SmtpBehaviour;
  readonly delivery: Delivery;
  readonly request: CheckRequest;
  readonly outcome: Outcome;
  /** The most important first. */
  readonly problems: readonly ExpectedProblem[];
}

/** What a scenario declares; all else is as in a sound pair of servers that listen on the usual ports. */
export interface ScenarioDefinition {
  /** The name that signs in, where it is not the address. */
  readonly username?: string;
  /** Ports are laid over the usual ones. */
  readonly imap?: Partial<ImapBehaviour>;
  readonly smtp?: Partial<SmtpBehaviour>;
  readonly delivery?: Delivery;
  /** How the form differs from address, right password and implicit TLS on the usual ports. */
  readonly request?: Partial<Omit<CheckRequest, 'imap' | 'smtp'>> & { readonly imap?: Partial<Endpoint>; readonly smtp?: Partial<Endpoint> };
  readonly outcome: Outcome;
  readonly problems?: readonly ExpectedProblem[];
}

/** Makes a scenario whole. Its name is the first label of its domain. */
export function scenario(name: string, definition: ScenarioDefinition): Scenario {
  const domain = `${name}.${labZone}`;
  const email = `anna@${domain}`;
  const password = labPassword;
  const { username, imap, smtp, request } = definition;
  return {
    name,
    domain,
    account: { email, signInName: username ?? email, password },
    imap: { ...sound, ...imap, ports: { 993: 'tls', 143: 'starttls', ...imap?.ports } },
    smtp: { ...sound, ...smtp, ports: { 465: 'tls', 587: 'starttls', 25: 'starttls', ...smtp?.ports } },
    delivery: definition.delivery ?? 'delivered',
    request: {
      email,
      password,
      ...(username === undefined ? {} : { username }),
      allowNonSecureCertificate: false,
      trustedCertificates: [],
      sendTestMessage: true,
      locale: 'en',
      ...request,
      imap: { host: hostOf('imap', domain), port: 993, security: 'tls', ...request?.imap },
      smtp: { host: hostOf('smtp', domain), port: 465, security: 'tls', ...request?.smtp },
    },
    outcome: definition.outcome,
    problems: definition.problems ?? [],
  };
}

export function hostOf(service: Service, domain: string): string {
  return `${service}.${domain}`;
}

/** A scenario as `GET /api/lab` lists it; its title is a word of the catalogue. */
export type ScenarioEntry = Omit<LabEntry, 'title'>;

export function entryOf({ name, outcome, problems: [problem], request }: Scenario): ScenarioEntry {
  const error: ErrorId | null = problem === undefined ? null : errorOf(problem.service, problem.stage, problem.cause);
  const expects = problem === undefined ? { outcome } : { outcome, stage: problem.stage, cause: problem.cause };
  return { name, error, expects, request };
}

const sound = {
  lookup: 'found',
  aliases: [],
  certificate: {},
  tls: 'current',
  mechanisms: ['PLAIN', 'LOGIN'],
  capabilities: {},
  replies: {},
  replyDelayMs: 0,
} as const;
