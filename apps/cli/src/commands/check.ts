import type { Catalogue } from '@inbox-connect/catalogue';
import { ApiError, cancelCheck, followCheck, startCheck } from '@inbox-connect/client';
import { type CheckEvent, type CheckRequest, type Endpoint, type FieldError, parseCheckRequest, type Report } from '@inbox-connect/core';
import { checkHere } from '../check-here.ts';
import { readConfig, readInboxPassword } from '../config.ts';
import { parseEndpoint } from '../endpoint.ts';
import { type ExitCode, exitCodes, UsageError } from '../exit-codes.ts';
import { readPassword } from '../password.ts';
import { createLiveTimeline, createPlainTimeline, type Timeline } from '../timeline.ts';
import { describeVerdict } from '../verdict.ts';

/** The flags of `inbox-connect check`, as commander hands them on. */
export interface CheckFlags {
  readonly email: string;
  readonly imap: string;
  readonly smtp: string;
  readonly username?: string;
  readonly allowNonSecureCertificate?: true;
  readonly testMessage: boolean;
  readonly passwordStdin?: true;
  readonly server?: string;
  readonly json?: true;
}

/** Checks an inbox, in this process or at a running service. Throws a `UsageError` for flags that make no check. */
export async function runCheck(flags: CheckFlags, catalogue: Catalogue, signal: AbortSignal): Promise<ExitCode> {
  const server = readServer(flags, catalogue);
  const request = await readRequest(flags, catalogue);
  const events = server === undefined ? checkHere(request, readConfig(), signal) : checkThere(request, server, signal, catalogue);
  const report = await showAll(events, timelineFor(flags, catalogue));
  if (report === undefined) return exitCodes.internal;
  if (!flags.json) process.stdout.write(`\n${describeVerdict(report, catalogue)}\n`);
  return exitCodeOf(report);
}

/** The address of a service without a slash at its end. */
function readServer({ server }: CheckFlags, { t }: Catalogue): string | undefined {
  try {
    return server === undefined ? undefined : new URL(server).href.replace(/\/+$/, '');
  } catch (error) {
    throw new UsageError(t('cli.refusedField', { field: '--server', reason: error instanceof Error ? error.message : String(error) }));
  }
}

async function readRequest(flags: CheckFlags, catalogue: Catalogue): Promise<CheckRequest> {
  const { t } = catalogue;
  const imap = readEndpoint(flags, 'imap', 'imap.example.com:993/tls', catalogue);
  const smtp = readEndpoint(flags, 'smtp', 'smtp.example.com:587/starttls', catalogue);
  const password = await readPassword({
    fromStdin: flags.passwordStdin ?? false,
    fromEnvironment: readInboxPassword(),
    stdin: process.stdin,
    terminal: process.stderr,
    question: t('cli.password'),
  });
  if (password === undefined) throw new UsageError(t('cli.passwordMissing'));
  const parsed = parseCheckRequest({
    email: flags.email,
    password,
    ...(flags.username !== undefined && { username: flags.username }),
    imap,
    smtp,
    allowNonSecureCertificate: flags.allowNonSecureCertificate ?? false,
    sendTestMessage: flags.testMessage,
    locale: catalogue.locale,
  });
  if ('errors' in parsed) throw new UsageError(describeRefusal(parsed.errors, catalogue));
  return parsed.request;
}

function readEndpoint(flags: CheckFlags, option: 'imap' | 'smtp', example: string, { t }: Catalogue): Endpoint {
  const endpoint = parseEndpoint(flags[option]);
  if (endpoint === undefined) throw new UsageError(t('cli.notAnEndpoint', { option, text: flags[option], example }));
  return endpoint;
}

function describeRefusal(errors: readonly FieldError[], { t }: Catalogue): string {
  return errors.map(({ field, code }) => t('cli.refusedField', { field, reason: t(`fields.${code}`) })).join('\n');
}

/** A check that a running service does; stopping here cancels it there. */
async function* checkThere(request: CheckRequest, baseUrl: string, signal: AbortSignal, { t }: Catalogue): AsyncGenerator<CheckEvent> {
  try {
    const { id } = await startCheck(request, { baseUrl, signal });
    signal.addEventListener('abort', () => void cancelCheck(id, { baseUrl }).catch(() => {}), { once: true });
    yield* followCheck(id, { baseUrl });
  } catch (error) {
    if (error instanceof ApiError && error.status < 500) throw new UsageError(t('cli.serverSaid', { reason: error.message }));
    throw error;
  }
}

function timelineFor(flags: CheckFlags, catalogue: Catalogue): Timeline {
  if (flags.json) return { show: (event) => process.stdout.write(`${JSON.stringify(event)}\n`), close() {} };
  return process.stdout.isTTY ? createLiveTimeline(process.stdout, catalogue) : createPlainTimeline(process.stdout, catalogue);
}

async function showAll(events: AsyncIterable<CheckEvent>, timeline: Timeline): Promise<Report | undefined> {
  try {
    for await (const event of events) {
      timeline.show(event);
      if (event.type === 'check-end') return event.report;
    }
    return undefined;
  } finally {
    timeline.close();
  }
}

function exitCodeOf({ outcome, problems }: Report): ExitCode {
  if (outcome === 'connected') return exitCodes.done;
  return problems.some(({ cause, owner }) => cause === 'unexplained' && owner === 'us') ? exitCodes.internal : exitCodes.problem;
}
