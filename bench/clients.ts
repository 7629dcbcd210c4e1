import type { SecureContext } from 'node:tls';
import { connectionSettingsSchema, Secret } from '@inbox-connect/core';
import { check, createNetwork, createTrust } from '@inbox-connect/engine';
import { floorImap } from './floor-imap.ts';
import { floorSmtp } from './floor-smtp.ts';
import type { BenchClient, BenchEndpoint, BenchTarget, ClientName } from './target.ts';

/** Both clients, trusting one authority besides the public roots; what is made once a process is made here. */
export function createClients(rootPem: string): Readonly<Record<ClientName, BenchClient>> {
  const secureContext = createTrust(rootPem);
  return { floor: createFloor(secureContext), engine: createEngine(secureContext) };
}

/** Hand-written and pipelined as far as the RFCs allow; both lanes run side by side and neither waits for the other. */
function createFloor(secureContext: SecureContext): BenchClient {
  return async ({ imap, smtp, username, password }) => {
    await Promise.all([floorImap({ endpoint: imap, secureContext, username, password }), floorSmtp({ endpoint: smtp, secureContext, username, password })]);
  };
}

/** The real engine: every event is taken, names are resolved before, no test message is sent. */
function createEngine(secureContext: SecureContext): BenchClient {
  const network = createNetwork({
    dnsServers: [],
    allowedNetworks: [],
    allowedPorts: 'any',
    privateHost: () => ({ addresses: ['127.0.0.1'], target: (address, port) => ({ address, port }), secureContext }),
  });
  // Reading a request is not the engine's work.
  const settingsOf = memoize(({ imap, smtp, username }: BenchTarget) =>
    connectionSettingsSchema.parse({ email: username, imap: endpointOf(imap), smtp: endpointOf(smtp), sendTestMessage: false }),
  );
  return async (target) => {
    const settings = settingsOf(target);
    const { username, password } = target;
    const startedAt = performance.now();
    const events = check(
      settings,
      { username, password: new Secret(password) },
      {
        id: 'bench',
        startedAt: new Date().toISOString(),
        elapsed: () => Math.round(performance.now() - startedAt),
        signal: new AbortController().signal,
        network,
        testMessage: { skipped: 'no-recipient' },
        onInternalError: (error) => console.error(error),
      },
    );
    for await (const event of events) {
      if (event.type === 'check-end' && event.outcome !== 'connected') throw new Error(JSON.stringify(event.report.problems, undefined, 2));
    }
  };
}

function endpointOf({ host, port, security }: BenchEndpoint) {
  return { host, port, security };
}

function memoize<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
