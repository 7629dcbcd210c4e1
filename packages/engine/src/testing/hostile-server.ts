import type { Service, Stage } from '@inbox-connect/core';
import { expect } from 'vitest';
import { certificate, closedPort, password, runCheck } from './run-check.ts';
import { type Script, startScriptedServer } from './scripted-server.ts';
import { type ImapAnswers, imapAnswers, imapScript, type SmtpAnswers, smtpAnswers, smtpScript } from './scripts.ts';

/** What a server does that it should not, and what must come of it. */
export interface HostileCase {
  readonly service: Service;
  readonly security?: 'tls' | 'starttls' | 'none';
  readonly script: Script;
  readonly failed: Stage;
  /** The facts that explain it: exactly those of the failed stage that did not belong to a healthy one. */
  readonly facts: readonly Readonly<Record<string, unknown>>[];
  /** Milliseconds that the stage has; left out where the check must not have to wait for it. */
  readonly deadline?: number;
}

export type HostileCases = Readonly<Record<string, HostileCase>>;

const tls = { security: 'tls', certificate } as const;
export const starttls = { security: 'starttls', certificate } as const;
export const imap = (answers: ImapAnswers, greeting?: string) => imapScript(tls, { ...imapAnswers, ...answers }, greeting);
export const smtp = (answers: SmtpAnswers, greeting?: string) => smtpScript(tls, { ...smtpAnswers, ...answers }, greeting);
const beforeSignIn: readonly Stage[] = ['resolve', 'connect', 'secure', 'greet'];

/** Checks one service of a hostile server while the other one is closed: it fails where it must, says why, and closes its one connection. */
export async function expectFailure({ service, security = 'tls', script, failed, facts, deadline }: HostileCase): Promise<void> {
  await using server = await startScriptedServer(script);
  const closed = { port: await closedPort(), security: 'tls' as const };
  const own = { port: server.port, security };
  const result = await runCheck({
    imap: service === 'imap' ? own : closed,
    smtp: service === 'smtp' ? own : closed,
    deadlines: { probe: 300, ...(deadline === undefined ? {} : { [failed]: deadline }) },
  });
  expect(result.end.outcome).toBe('failed');
  expect(result.stage(service, failed)).toBe('failed');
  expect(result.facts(service, failed).slice(-facts.length)).toMatchObject(facts);
  const problem = result.report.problems.find((candidate) => candidate.service === service);
  expect(problem).toMatchObject({ stage: failed, severity: 'blocking' });
  await server.allClosed();
  const probes = problem?.evidence.filter((observation) => observation.type === 'endpoint-probed' && observation.port === server.port) ?? [];
  // On a busy machine a probe's time may be up before it is connected.
  expect(server.connections).toBeGreaterThanOrEqual(1);
  expect(server.connections).toBeLessThanOrEqual(1 + probes.length);
  const everything = JSON.stringify(result.events);
  expect(everything).not.toContain('hidden-words');
  expect(everything).not.toContain(password);
  if (beforeSignIn.includes(failed)) expect(server.received.join('\n')).not.toMatch(/AUTH|LOGIN/);
}
