import { randomBytes } from 'node:crypto';
import { type Config, openSurroundings, type Surroundings } from '@inbox-connect/checker';
import { type CheckEvent, type CheckRequest, Secret, signInName } from '@inbox-connect/core';
import { recogniseProvider } from '@inbox-connect/discovery';
import { check } from '@inbox-connect/engine';
import { labZone, type Scenario } from '@inbox-connect/lab';

/**
 * A check in this process, without a service. The lab is started when a server of it is meant. Nobody receives mail here,
 * except for accounts of the lab: a test message is sent when the operator named an address for it, and then not seen to arrive.
 */
export async function* checkHere(request: CheckRequest, config: Config, signal: AbortSignal): AsyncGenerator<CheckEvent> {
  const wantsLab = [request.imap.host, request.smtp.host].some((host) => host.endsWith(`.${labZone}`));
  await using surroundings = await openSurroundings({ ...config, receiverDomain: undefined, lab: config.lab && wantsLab }, reportError);
  yield* runIn(surroundings, request, signal);
}

/** A check of servers that exist only while it lasts: those of a scenario. */
export async function* checkScenario(scenario: Scenario, config: Config, signal: AbortSignal): AsyncGenerator<CheckEvent> {
  await using surroundings = await openSurroundings({ ...config, receiverDomain: undefined, bccAddress: undefined, lab: true }, reportError, {
    scenarios: [scenario],
  });
  yield* runIn(surroundings, scenario.request, signal);
}

const reportError = (error: unknown) => process.emitWarning(error instanceof Error ? error : String(error));

async function* runIn(surroundings: Surroundings, { password, ...settings }: CheckRequest, signal: AbortSignal): AsyncGenerator<CheckEvent> {
  const acceptedAt = performance.now();
  yield* check(
    settings,
    { username: signInName(settings), password: new Secret(password) },
    {
      id: randomBytes(16).toString('base64url'),
      startedAt: new Date().toISOString(),
      elapsed: () => Math.floor(performance.now() - acceptedAt),
      signal,
      network: surroundings.network,
      recogniseProvider,
      testMessage: surroundings.planTestMessage(settings),
      onInternalError: reportError,
    },
  );
}
