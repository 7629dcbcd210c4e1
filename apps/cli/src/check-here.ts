import { randomBytes } from 'node:crypto';
import { type Config, openSurroundings } from '@inbox-connect/checker';
import { type CheckEvent, type CheckRequest, Secret, signInName } from '@inbox-connect/core';
import { recogniseProvider } from '@inbox-connect/discovery';
import { check } from '@inbox-connect/engine';
import { labZone } from '@inbox-connect/lab';

/**
 * A check in this process, without a service. The lab is started when a server of it is meant. Nobody receives mail here,
 * except for accounts of the lab: a test message is sent when the operator named an address for it, and then not seen to arrive.
 */
export async function* checkHere({ password, ...settings }: CheckRequest, config: Config, signal: AbortSignal): AsyncGenerator<CheckEvent> {
  const wantsLab = [settings.imap.host, settings.smtp.host].some((host) => host.endsWith(`.${labZone}`));
  const reportError = (error: unknown) => process.emitWarning(error instanceof Error ? error : String(error));
  await using surroundings = await openSurroundings({ ...config, receiverDomain: undefined, lab: config.lab && wantsLab }, reportError);
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
