import type { Service } from '@inbox-connect/core';
import { type Flight, startDelayingProxy } from '@inbox-connect/lab';
import { describe, expect, it } from 'vitest';
import { certificate, closedPort, runCheck } from './testing/run-check.ts';
import { startScriptedServer } from './testing/scripted-server.ts';
import { imapScript, smtpScript } from './testing/scripts.ts';

/** What the client sends, each by the number of round trips that it has waited for; the last flight takes leave. */
async function flightsOf(service: Service, security: 'tls' | 'starttls'): Promise<readonly Flight[]> {
  const script = service === 'imap' ? imapScript : smtpScript;
  await using server = await startScriptedServer(script({ security, certificate }));
  const flights: Flight[] = [];
  await using proxy = await startDelayingProxy({ target: { host: '127.0.0.1', port: server.port }, delayMs: 1, onFlight: (flight) => flights.push(flight) });
  const closed = { port: await closedPort(), security: 'tls' as const };
  const own = { port: proxy.port, security };
  const result = await runCheck({ imap: service === 'imap' ? own : closed, smtp: service === 'smtp' ? own : closed, settings: { sendTestMessage: false } });
  expect(result.stage(service, service === 'imap' ? 'select' : 'authenticate')).toBe('passed');
  await server.allClosed();
  return flights;
}

describe('the round trips of a check, handshakes of TCP and TLS included', () => {
  it.each([
    ['imap', 'tls', [0, 1, 2, 3, 4, 5, 6]],
    // With STARTTLS the greeting costs one in which the client has nothing to send.
    ['imap', 'starttls', [0, 2, 3, 4, 5, 6, 7, 8]],
    ['smtp', 'tls', [0, 1, 2, 3, 4, 5]],
    ['smtp', 'starttls', [0, 2, 3, 4, 5, 6, 7]],
  ] as const)('%s with %s: one flight after each of %j', async (service, security, expected) => {
    const flights = await flightsOf(service, security);
    expect(flights.every(({ connection }) => connection === 1)).toBe(true);
    expect(flights.map(({ afterRoundTrips }) => afterRoundTrips)).toEqual(expected);
  });
});
