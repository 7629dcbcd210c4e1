import type { MxRecord, SrvRecord } from 'node:dns';
import type { Socket } from 'node:net';
import type { Candidate, DiscoveryOutcome, Service } from '@inbox-connect/core';
import type { Provider } from './provider-file.ts';

type RecordFailure = 'unreachable';

/** How discovery reaches the world. All of it goes through the policy of whoever runs it; nothing here ever signs in. */
export interface DiscoveryContext {
  readonly signal: AbortSignal;
  readonly records: {
    mx(name: string, signal: AbortSignal): Promise<readonly MxRecord[] | RecordFailure>;
    srv(name: string, signal: AbortSignal): Promise<readonly SrvRecord[] | RecordFailure>;
    txt(name: string, signal: AbortSignal): Promise<readonly string[] | RecordFailure>;
    cname(name: string, signal: AbortSignal): Promise<readonly string[] | RecordFailure>;
  };
  /** Connects to a web server, under TLS with a sound certificate where asked. */
  readonly openWeb: (
    target: { readonly host: string; readonly port: number; readonly tls: boolean },
    signal: AbortSignal,
  ) => Promise<Socket | 'not-permitted' | 'no-such-host' | 'unreachable' | 'not-secure'>;
  /** Whether a server of this service greets there and offers encryption with a sound certificate. */
  readonly greets: (
    service: Service,
    target: { readonly host: string; readonly port: number; readonly security: 'tls' | 'starttls' },
    signal: AbortSignal,
  ) => Promise<boolean>;
  /** What the operator has set for a domain. */
  readonly presetOf: (domain: string) => Suggestion | undefined;
  /** Where the ISPDB answers, with the domain behind. */
  readonly ispdbUrl: string;
  /** Milliseconds in place of the usual ones; for tests. */
  readonly limits?: Partial<DiscoveryLimits>;
}

/** Milliseconds that discovery takes. */
export interface DiscoveryLimits {
  readonly total: number;
  /** What better sources get after the first answer. */
  readonly grace: number;
  /** One document, redirects included. */
  readonly document: number;
  /** How long others are waited for before anything is guessed. */
  readonly beforeGuess: number;
}

/**
 * Servers as one source knows them, for a whole domain: `%EMAILADDRESS%`, `%EMAILLOCALPART%` and `%EMAILDOMAIN%` in hosts
 * and user names stand for the parts of an address of it.
 */
export type Suggestion = Pick<Candidate, 'trusted' | 'imap' | 'smtp' | 'allowNonSecureCertificate'>;

/** What a source answered about a domain. */
export interface Answer {
  readonly outcome: DiscoveryOutcome;
  readonly suggestion?: Suggestion;
  readonly provider?: Provider;
}

/** What a source is asked: the domain, in ASCII; what several sources ask for alike is looked up once. */
export interface Question {
  readonly domain: string;
  readonly context: DiscoveryContext;
  readonly limits: DiscoveryLimits;
  readonly signal: AbortSignal;
  /** The hosts that receive its mail, the preferred one first. */
  readonly mailHosts: () => Promise<readonly string[] | RecordFailure>;
}

/** One way to find the servers of a domain. */
export type Source = (question: Question) => Promise<Answer>;
