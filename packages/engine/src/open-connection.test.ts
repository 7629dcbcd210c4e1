import { createSecureContext } from 'node:tls';
import { connectionSettingsSchema, createRedactor, Secret } from '@inbox-connect/core';
import { expect, it } from 'vitest';
import { checkImap } from './check-imap.ts';
import { checkSmtp } from './check-smtp.ts';
import type { Lane } from './lane.ts';
import { openSockets } from './testing/open-sockets.ts';
import { startScriptedServer } from './testing/scripted-server.ts';
import { TranscriptRecorder } from './transcript.ts';

function laneTo(service: Lane['service'], port: number): Lane {
  const endpoint = { host: 'mail.example.test', port, security: 'none' } as const;
  const settings = connectionSettingsSchema.parse({ email: 'alice@example.test', imap: endpoint, smtp: endpoint });
  const secureContext = createSecureContext();
  const elapsed = () => performance.now();
  return {
    service,
    endpoint,
    settings,
    credentials: { username: settings.email, password: new Secret('secret') },
    context: {
      id: 'test',
      startedAt: '',
      elapsed,
      signal: new AbortController().signal,
      network: {
        resolver: { resolve: () => Promise.reject(new Error('no look-ups here')) },
        policy: { refuseEndpoint: () => undefined, refuseAddress: () => undefined },
        secureContext,
        privateHost: () => ({ addresses: ['127.0.0.1'], target: (address, wanted) => ({ address, port: wanted }), secureContext }),
        clientName: 'checker.example.test',
      },
      testMessage: { skipped: 'no-recipient' },
      onInternalError: (error) => {
        throw error;
      },
    },
    stop: new AbortController().signal,
    checkDeadline: new AbortController().signal,
    transcript: new TranscriptRecorder(elapsed),
    redact: createRedactor({ password: 'secret', username: settings.email }),
  };
}

it.each(['imap', 'smtp'] as const)('a lane of %s that is left just after it has connected leaves no socket', async (service) => {
  await using server = await startScriptedServer((peer) => peer.untilLeft());
  const lane = laneTo(service, server.port);
  for await (const event of service === 'imap' ? checkImap(lane) : checkSmtp(lane, Promise.resolve('go-on'))) {
    if (event.type === 'stage-end' && event.stage === 'connect') break;
  }
  await server.allClosed();
  expect(await openSockets()).toBe(0);
});
