import {
  type CheckEvent,
  type ConnectionSettings,
  createRedactor,
  describeStop,
  diagnose,
  emptyProgress,
  type Outcome,
  type Problem,
  planStages,
  type Redactor,
  type Report,
  reduceCheck,
  type Service,
} from '@inbox-connect/core';
import { checkImap } from './check-imap.ts';
import { checkSmtp, type SignInVerdict } from './check-smtp.ts';
import type { CheckContext, Credentials } from './context.ts';
import { startDeadline } from './deadline.ts';
import { type Lane, type LaneEvent, now, runLane } from './lane.ts';
import { mergeAsItHappens } from './merge.ts';
import { redactObservation } from './redact-observation.ts';
import { signInVerdict } from './sign-in-verdict.ts';
import { deadlineOf } from './stage.ts';
import { TranscriptRecorder } from './transcript.ts';

/**
 * Checks an inbox: both services side by side, each over one connection with one sign-in. Yields the events of the check as
 * they happen; a failed check is a successful run. The context's signal stops it, and so does leaving the loop: all sockets
 * are closed when the generator has ended.
 */
export async function* check(settings: ConnectionSettings, credentials: Credentials, context: CheckContext): AsyncGenerator<CheckEvent, void> {
  const startedAt = context.elapsed();
  const redact = createRedactor({ password: credentials.password.reveal(), username: credentials.username });
  const plan = planStages(settings.imap.security, settings.smtp.security);
  const transcript = { imap: new TranscriptRecorder(context.elapsed), smtp: new TranscriptRecorder(context.elapsed) };
  const leaving = new AbortController();
  using deadline = startDeadline('check', deadlineOf(context, 'check'));
  const stop = AbortSignal.any([context.signal, leaving.signal]);
  const laneOf = (service: Service): Lane => ({
    service,
    endpoint: settings[service],
    settings,
    credentials,
    context,
    stop,
    checkDeadline: deadline.signal,
    transcript: transcript[service],
    redact,
  });

  let progress = emptyProgress;
  const folded = <T extends CheckEvent>(event: T): T => {
    progress = reduceCheck(progress, event);
    return event;
  };
  yield folded({
    type: 'check-start',
    at: now(context),
    id: context.id,
    startedAt: context.startedAt,
    settings,
    plan: plan.map(({ service, stages }) => ({ service, stages: [...stages] })),
  });

  const imapSignIn = Promise.withResolvers<SignInVerdict>();
  /** Redacts and folds what a lane tells, and lets the other lane know about the sign-in. */
  async function* told(events: AsyncIterable<LaneEvent>): AsyncGenerator<LaneEvent, void> {
    for await (const event of events) {
      // The lanes take turns; the time is that of the turn, so that it never runs backwards from one event to the next.
      const safe = folded({ ...redactEvent(event, redact), at: now(context) });
      if (event.type === 'stage-end' && event.service === 'imap' && event.stage === 'authenticate') {
        imapSignIn.resolve(signInVerdict(progress.report.stages.filter(({ service }) => service === 'imap')));
      }
      yield safe;
    }
  }
  const lanes = plan.map(({ service, stages }) => {
    const lane = laneOf(service);
    return told(runLane(lane, stages, service === 'imap' ? checkImap(lane) : checkSmtp(lane, imapSignIn.promise)));
  });
  yield* mergeAsItHappens(lanes, () => leaving.abort('cancelled'));

  for (const problem of problemsOf(progress.report)) yield folded({ type: 'problem', at: now(context), problem });
  const report: Report = {
    ...progress.report,
    outcome: outcomeOf(progress.report),
    durationMs: Math.max(0, Math.round(context.elapsed() - startedAt)),
    transcript: { imap: [...transcript.imap.lines], smtp: [...transcript.smtp.lines] },
  };
  yield folded({ type: 'check-end', at: now(context), outcome: outcomeOf(progress.report), report });
}

function redactEvent(event: LaneEvent, redact: Redactor): LaneEvent {
  return event.type === 'stage-observation' ? { ...event, observation: redactObservation(event.observation, redact) } : event;
}

/** What is wrong; of a check that was stopped, only that and where. */
function problemsOf({ stages }: Report): readonly Problem[] {
  const stopped = stages.filter(({ reason }) => reason === 'cancelled' || reason === 'interrupted');
  // Of the stages that were running, the first one.
  const first = stopped.find(({ durationMs, observations }) => durationMs > 0 || observations.length > 0) ?? stopped[0];
  if (first === undefined) return diagnose(stages);
  return [describeStop(first, first.reason === 'interrupted' ? 'interrupted' : 'cancelled')];
}

function outcomeOf({ stages, problems }: Report): Outcome {
  if (stages.some(({ reason }) => reason === 'interrupted')) return 'interrupted';
  if (stages.some(({ reason }) => reason === 'cancelled')) return 'cancelled';
  const isBlocked = problems.some(({ severity }) => severity === 'blocking');
  const hasFailed = stages.some(({ stage, verdict }) => verdict === 'failed' && stage !== 'arrive');
  const isOurFault = stages.some(({ observations }) => observations.some(({ type }) => type === 'internal-error'));
  return isBlocked || hasFailed || isOurFault ? 'failed' : 'connected';
}
