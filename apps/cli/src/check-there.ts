import type { Catalogue } from '@inbox-connect/catalogue';
import { ApiError, ConnectionLostError, cancelCheck, followCheck, startCheckWithProof, UnreadableAnswerError } from '@inbox-connect/client';
import { type CheckEvent, type CheckRequest, redactDeep } from '@inbox-connect/core';
import { describeFieldErrors } from './describe-field-errors.ts';
import { CommandError, exitCodes, UsageError } from './exit-codes.ts';

/** How long a stopped command waits for the answer to its request: only then it knows which check to cancel. */
const patienceMs = 2_000;

/** A check that a running service does; stopping here cancels it there. Throws a `CommandError` that says what is wrong with the service. */
export async function* checkThere(request: CheckRequest, baseUrl: string, signal: AbortSignal, catalogue: Catalogue): AsyncGenerator<CheckEvent> {
  try {
    const id = await start(request, baseUrl, signal, catalogue);
    whenAborted(signal, () => void cancelCheck(id, { baseUrl }).catch(() => {}));
    for await (const event of followCheck(id, { baseUrl })) yield redactDeep(event, withoutControls);
  } catch (error) {
    throw explain(error, baseUrl, catalogue);
  }
}

/** A service that has been asked often wants some work first; it is done here, and said. */
async function start(request: CheckRequest, baseUrl: string, signal: AbortSignal, { t }: Catalogue): Promise<string> {
  const steps = startCheckWithProof(request, { baseUrl, signal: lateSignal(signal) });
  for (let step = await steps.next(); ; step = await steps.next()) {
    if (step.done === true) return step.value.id;
    if (step.value.done === 0) process.stderr.write(`${t('cli.proving')}\n`);
  }
}

/** Whoever answers there must not steer the terminal; the lines of a reply stay lines. */
function withoutControls(text: string): string {
  return text.replaceAll(/(?!\n)\p{Cc}/gu, '\uFFFD');
}

function lateSignal(signal: AbortSignal): AbortSignal {
  const late = new AbortController();
  whenAborted(signal, () => setTimeout(() => late.abort(signal.reason), patienceMs).unref());
  return late.signal;
}

function whenAborted(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act();
  else signal.addEventListener('abort', act, { once: true });
}

/** A service that is not where it was said to be is a matter of what was typed; one that breaks down is not. */
function explain(error: unknown, url: string, catalogue: Catalogue): unknown {
  const { t } = catalogue;
  if (error instanceof UnreadableAnswerError) return new UsageError(t('cli.notAService', { url }));
  if (error instanceof ConnectionLostError) return new CommandError(t('cli.serviceLost', { url }), exitCodes.internal);
  if (error instanceof ApiError) return new CommandError(describeApiError(error, catalogue), error.status < 500 ? exitCodes.usage : exitCodes.internal);
  // fetch says with a TypeError that no answer came; what kept it is the cause.
  if (error instanceof TypeError) return new UsageError(t('cli.unreachable', { url, reason: reasonOf(error) }));
  return error;
}

function describeApiError({ errors, message, retryAfterSeconds }: ApiError, catalogue: Catalogue): string {
  const { t, formatDuration } = catalogue;
  if (retryAfterSeconds !== undefined) return t('cli.serviceBusy', { duration: formatDuration(retryAfterSeconds * 1_000) });
  return t('cli.serverSaid', { reason: errors.length > 0 ? describeFieldErrors(errors, catalogue) : message });
}

function reasonOf({ cause, message }: TypeError): string {
  if (!(cause instanceof Error)) return message;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
