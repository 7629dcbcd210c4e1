import {
  type CheckEvent,
  type ConnectionSettings,
  createRedactor,
  describeStop,
  diagnose,
  emptyProgress,
  type Outcome,
  type Probe,
  type Probes,
  type Problem,
  planStages,
  type Redactor,
  type Report,
  reduceCheck,
  type Service,
  type StageRecord,
} from '@inbox-connect/core';
import { checkImap } from './check-imap.ts';
import { checkSmtp, type SignInVerdict } from './check-smtp.ts';
import type { CheckContext, Credentials, StopReason } from './context.ts';
import { startDeadline } from './deadline.ts';
import { type Lane, type LaneEvent, now, runLane } from './lane.ts';
import { mergeAsItHappens } from './merge.ts';
import { probeLane } from './probe-lane.ts';
import { redactObservation } from './redact-observation.ts';
import { resolveOnce } from './resolve-once.ts';
import { signInVerdict } from './sign-in-verdict.ts';
import { deadlineOf, stopReason } from './stage.ts';
import { TranscriptRecorder } from './transcript.ts';

/**
 * Checks an inbox: both services side by side, each over one connection with one sign-in. Yields the events of the check as
 * they happen; a failed check is a successful run. The context's signal stops it, and so does leaving the loop: all sockets
 * are closed when the generator has ended.
 */
export async function* check(settings: ConnectionSettings, credentials: Credentials, context: CheckContext): AsyncGenerator<CheckEvent, void> {
  const startedAt = context.elapsed();
  let signsIn = false;
  const redact = createRedactor({ password: credentials.password.reveal(), username: credentials.username, hasBeenSent: () => signsIn });
  const plan = planStages(settings.imap.security, settings.smtp.security);
  const transcript = { imap: new TranscriptRecorder(context.elapsed), smtp: new TranscriptRecorder(context.elapsed) };
  const leaving = new AbortController();
  using deadline = startDeadline('check', deadlineOf(context, 'check'));
  const stop = AbortSignal.any([context.signal, leaving.signal]);
  const network = { ...context.network, resolver: resolveOnce(context.network.resolver) };
  const laneOf = (service: Service): Lane => ({
    service,
    endpoint: settings[service],
    settings,
    credentials,
    context: { ...context, network },
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

  const stagesOf = (wanted: Service) => progress.report.stages.filter(({ service }) => service === wanted);
  const imapSignIn = Promise.withResolvers<SignInVerdict>();
  /** Redacts and folds what a lane tells, and lets the other lane know about the sign-in. */
  async function* told(events: AsyncIterable<LaneEvent>): AsyncGenerator<LaneEvent, void> {
    for await (const event of events) {
      // The lanes take turns; the time is that of the turn, so that it never runs backwards from one event to the next.
      signsIn ||= event.type === 'stage-start' && event.stage === 'authenticate';
      const safe = folded({ ...redactEvent(event, redact), at: now(context) });
      if (event.type === 'stage-end' && event.service === 'imap' && event.stage === 'authenticate') {
        imapSignIn.resolve(signInVerdict(stagesOf('imap')));
      }
      yield safe;
    }
  }
  const probes: Partial<Record<Service, readonly Probe[]>> = {};
  const lanes = plan.map(async function* ({ service, stages }): AsyncGenerator<LaneEvent, void> {
    const lane = laneOf(service);
    yield* told(runLane(lane, stages, service === 'imap' ? checkImap(lane) : checkSmtp(lane, imapSignIn.promise)));
    probes[service] = await probeLane(lane, stagesOf(service));
  });
  yield* mergeAsItHappens(lanes, () => leaving.abort('cancelled'));

  // Whoever stops a check before this moment is told so, also when every stage had ended by itself; nothing later counts.
  const stopped = context.signal.aborted ? stopReason(context.signal) : undefined;
  for (const problem of problemsOf(progress.report, probes, stopped)) yield folded({ type: 'problem', at: now(context), problem });
  const outcome = stopped ?? outcomeOf(progress.report);
  const { environment } = context.network;
  const report: Report = {
    ...progress.report,
    outcome,
    durationMs: Math.max(0, Math.round(context.elapsed() - startedAt)),
    transcript: { imap: [...transcript.imap.lines], smtp: [...transcript.smtp.lines] },
    ...(environment && { environment }),
  };
  yield folded({ type: 'check-end', at: now(context), outcome, report });
}

function redactEvent(event: LaneEvent, redact: Redactor): LaneEvent {
  return event.type === 'stage-observation' ? { ...event, observation: redactObservation(event.observation, redact) } : event;
}

/** What is wrong; of a check that was stopped, only that and where. */
function problemsOf({ stages }: Report, probes: Probes, stopped: StopReason | undefined): readonly Problem[] {
  if (stopped === undefined) return diagnose(stages, probes);
  const unfinished = stages.filter(({ reason }) => reason === stopped);
  // Of the stages that were running, the first one; while probes were running, the one that failed.
  const first =
    unfinished.find(({ durationMs, observations }) => durationMs > 0 || observations.length > 0) ?? unfinished[0] ?? stages.find(hasFailed) ?? stages.at(-1);
  return first === undefined ? [] : [describeStop(first, stopped)];
}

function outcomeOf({ stages, problems }: Report): Outcome {
  const isBlocked = problems.some(({ severity }) => severity === 'blocking');
  const isOurFault = stages.some(({ observations }) => observations.some(({ type }) => type === 'internal-error'));
  return isBlocked || stages.some(hasFailed) || isOurFault ? 'failed' : 'connected';
}

function hasFailed({ stage, verdict }: StageRecord): boolean {
  return verdict === 'failed' && stage !== 'arrive';
}
