import { randomUUID } from 'node:crypto';
import { diagnose, type ObservationOf, type Probe, type ProbeFailure, probeDeadline, type StageRecord } from '@inbox-connect/core';
import { DeadlinePassed, startDeadline } from './deadline.ts';
import type { Lane } from './lane.ts';
import { type ProbeTarget, planProbes, renamed } from './plan-probes.ts';
import { type ProbeResult, probe } from './probe.ts';
import { probeOutdatedTls } from './probe-outdated-tls.ts';

/** With what turns up on the way. */
const mostTrials = 14;
const mostAtOnce = 5;
/** Milliseconds that the others still get once the best endpoint is known. */
const graceMs = 500;
/** Milliseconds that better endpoints still get once another has answered; more where that one took its time, since theirs will be alike. */
const patienceMs = (answeredAfterMs: number) => Math.max(1_000, 3 * answeredAfterMs);

/**
 * Finds out what would have worked in place of a lane that failed, within a deadline for all probes together. Answers their
 * outcomes, the best endpoint first; none when the lane did not fail, or was stopped.
 */
export async function probeLane(lane: Lane, stages: readonly StageRecord[]): Promise<readonly Probe[]> {
  const deadlineMs = lane.context.deadlines?.probe ?? probeDeadline;
  const enough = new AbortController();
  using deadline = startDeadline('stage', deadlineMs, [lane.stop, enough.signal]);
  const probes = planTargets(lane, stages).map(untried);
  let next = 0;
  let grace: NodeJS.Timeout | undefined;
  let patience: NodeJS.Timeout | undefined;
  const work = async () => {
    for (let current = probes[next]; current !== undefined && !deadline.signal.aborted; current = probes[next]) {
      next += 1;
      // Half of the time each: the second row shall have its turn.
      const result = (await isPointless(current, probes)) ? undefined : await safely(lane, () => probe(current.target, lane, deadlineMs / 2, deadline.signal));
      current.isSettled = true;
      current.outcome = result?.observation;
      current.settle();
      if (isRefusedForItsName(result)) probes.push(...newOnes(renamed(current.target, result.presented, lane.service), probes).map(untried));
      const best = probes.find(({ isSettled, outcome }) => !isSettled || isOffer(outcome));
      if (best?.isSettled === true) grace ??= setTimeout(() => enough.abort(), graceMs);
      else if (isOffer(current.outcome)) {
        const longest = patienceMs(current.outcome.durationMs);
        patience ??= setTimeout(() => enough.abort(new DeadlinePassed('stage', longest)), longest);
      }
    }
  };
  const outdated = safely(lane, () => probeOutdatedTls(lane, stages, deadlineMs / 2, deadline.signal));
  await Promise.all(Array.from({ length: mostAtOnce }, work));
  clearTimeout(grace);
  clearTimeout(patience);
  const known = await outdated;
  return lane.stop.aborted ? [] : [...probes.flatMap(({ outcome }) => outcome ?? []), ...(known === undefined ? [] : [known])];
}

/** What a button can be made of. */
function isOffer(outcome: Probe | undefined): outcome is Probe {
  return outcome?.outcome === 'answered' && outcome.address === undefined;
}

interface Trial {
  readonly target: ProbeTarget;
  isSettled: boolean;
  outcome: Probe | undefined;
  readonly settled: Promise<void>;
  readonly settle: () => void;
}

function untried(target: ProbeTarget): Trial {
  const { promise: settled, resolve: settle } = Promise.withResolvers<void>();
  return { target, isSettled: false, outcome: undefined, settled, settle };
}

/** What shows how a port speaks, or that nobody does: the other way to protect it would only keep us waiting. */
const plainAnswers: readonly ProbeFailure[] = ['certificate', 'no-sign-in', 'no-starttls', 'turned-away', 'refused', 'unreachable'];

/** Waits for what was begun before at the same port. */
async function isPointless(current: Trial, trials: readonly Trial[]): Promise<boolean> {
  const { host, port } = current.target;
  const earlier = trials.slice(0, trials.indexOf(current)).filter(({ target }) => target.host === host && target.port === port);
  await Promise.all(earlier.map(({ settled }) => settled));
  return earlier.some(({ outcome }) => outcome !== undefined && isPlain(outcome));
}

function isPlain({ outcome, reason }: Probe): boolean {
  return outcome === 'answered' || (reason !== undefined && plainAnswers.includes(reason));
}

/** The server is the right one, and has another name. */
function isRefusedForItsName(result: ProbeResult | undefined): result is ProbeResult & { readonly presented: ObservationOf<'certificate-presented'> } {
  return result?.presented !== undefined && result.observation.reason === 'certificate';
}

function newOnes(targets: readonly ProbeTarget[], trials: readonly Trial[]): readonly ProbeTarget[] {
  const isKnown = ({ host, port, security }: ProbeTarget) =>
    trials.some(({ target }) => target.host === host && target.port === port && target.security === security);
  return targets.filter((target) => !isKnown(target)).slice(0, Math.max(0, mostTrials - trials.length));
}

function planTargets({ service, settings, context }: Lane, stages: readonly StageRecord[]): readonly ProbeTarget[] {
  const problem = diagnose(stages).find(({ severity }) => severity === 'blocking');
  if (problem === undefined) return [];
  const recognised = stages.flatMap(({ observations }) => observations).find((observation) => observation.type === 'provider-recognised');
  // A host with a letter too many is nobody's; the domain of the address tells whose it should have been.
  const provider = recognised ?? context.recogniseProvider?.(settings.email.slice(settings.email.lastIndexOf('@') + 1), settings.email);
  return planProbes({ problem, settings, stages, providerServers: provider?.[service] ?? [] });
}

/** An exception of ours costs no more than this probe. */
async function safely<T>({ context }: Lane, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    context.onInternalError(error, randomUUID());
    return undefined;
  }
}
