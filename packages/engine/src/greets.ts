import { type ConnectionSettings, Secret, type Service } from '@inbox-connect/core';
import type { CheckContext } from './context.ts';
import type { Lane } from './lane.ts';
import type { Network } from './network.ts';
import type { ProbeTarget } from './plan-probes.ts';
import { probe } from './probe.ts';
import { TranscriptRecorder } from './transcript.ts';

const deadlineMs = 4_000;

/** Whether a server of this service greets there and would take a password, under encryption with a sound certificate. No credential is in reach. */
export async function greets(service: Service, target: ProbeTarget, network: Network, stop: AbortSignal): Promise<boolean> {
  const found = await probe(target, laneTo(service, target, network, stop), deadlineMs, stop);
  return found?.observation.outcome === 'answered';
}

/** As a check has it, but for nobody: there is nothing to sign in with and nothing to redact. */
function laneTo(service: Service, endpoint: ProbeTarget, network: Network, stop: AbortSignal): Lane {
  const settings: ConnectionSettings = {
    email: 'nobody@example.invalid',
    imap: endpoint,
    smtp: endpoint,
    allowNonSecureCertificate: false,
    trustedCertificates: [],
    sendTestMessage: false,
    locale: 'en',
  };
  const context: CheckContext = {
    id: '',
    startedAt: '',
    elapsed: () => 0,
    signal: stop,
    network,
    testMessage: { skipped: 'no-recipient' },
    onInternalError: (error) => {
      throw error;
    },
  };
  const credentials = { username: '', password: new Secret('') };
  return { service, endpoint, settings, credentials, context, stop, checkDeadline: stop, transcript: new TranscriptRecorder(() => 0), redact: (text) => text };
}
