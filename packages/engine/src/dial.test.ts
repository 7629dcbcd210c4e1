import { once } from 'node:events';
import type { Observation } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { dial } from './dial.ts';
import { createEgressPolicy } from './egress-policy.ts';
import { createNetwork, type Network } from './network.ts';
import type { ResolvedHost } from './resolve-host.ts';
import { StageFailure } from './stage-failure.ts';
import { findClosedPort, type Listener, startListener } from './testing/listener.ts';
import { openSockets } from './testing/open-sockets.ts';
import { runStep } from './testing/run-step.ts';
import { type SilentListener, startSilentListener } from './testing/silent-listener.ts';

const network = createNetwork({ dnsServers: [], allowedNetworks: ['127.0.0.0/8', '::1/128'], allowedPorts: 'any' });
const never = new AbortController().signal;

/** A host whose addresses each lead to a port of their own on loopback. */
function hostWith(targets: Readonly<Record<string, { readonly address: string; readonly port: number }>>): ResolvedHost {
  return {
    host: 'imap.example.com',
    addresses: Object.keys(targets).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    privateHost: {
      addresses: Object.keys(targets),
      target: (address) => targets[address] ?? { address: '127.0.0.1', port: 1 },
      secureContext: network.secureContext,
    },
  };
}

const at = (address: string, { port }: Listener | SilentListener) => ({ address, port });
const closed = async (address: string) => ({ address, port: await findClosedPort(address) });
const outcomes = (facts: readonly Observation[]) =>
  facts.map((fact) =>
    fact.type === 'connection-attempted' ? [fact.address, fact.outcome, ...(fact.code === undefined ? [] : [fact.code])].join(' ') : fact.type,
  );

describe('an address that answers', () => {
  it('is connected to, without Nagle, and told', async () => {
    await using listener = await startListener('127.0.0.1', (socket) => socket.end('hello'));
    const { facts, value } = await runStep(dial(hostWith({ '192.0.2.1': at('127.0.0.1', listener) }), 993, network, never));
    expect(facts).toEqual([{ type: 'connection-attempted', address: '192.0.2.1', port: 993, outcome: 'connected', durationMs: expect.any(Number) }]);
    expect(facts).toMatchObject([{ durationMs: expect.toSatisfy(Number.isInteger) }]);
    // What the server said before anybody listened is not lost.
    expect(String(await value?.reduce((text, chunk: Buffer) => text + String(chunk), ''))).toBe('hello');
  });

  it('is dialled as it was vetted', async () => {
    await using listener = await startListener('127.0.0.1');
    const resolved: ResolvedHost = { host: 'imap.example.com', addresses: [{ address: '127.0.0.1', family: 4 }] };
    const { facts, value } = await runStep(dial(resolved, listener.port, network, never));
    expect(outcomes(facts)).toEqual(['127.0.0.1 connected']);
    expect(value?.remoteAddress).toBe('127.0.0.1');
    value?.destroy();
  });
});

describe('a dead address', () => {
  it('that refuses hands over to the next one at once', async () => {
    await using listener = await startListener('127.0.0.1');
    const host = hostWith({
      '2001:db8::1': await closed('::1'),
      '192.0.2.1': await closed('127.0.0.1'),
      '2001:db8::2': await closed('::1'),
      '192.0.2.2': at('127.0.0.1', listener),
    });
    const { facts, value } = await runStep(dial(host, 993, network, never));
    expect(outcomes(facts)).toEqual([
      '2001:db8::1 failed ECONNREFUSED',
      '192.0.2.1 failed ECONNREFUSED',
      '2001:db8::2 failed ECONNREFUSED',
      '192.0.2.2 connected',
    ]);
    value?.destroy();
  });

  it('that is silent never stops a living one, and is let go', async () => {
    await using silent = await startSilentListener('::1');
    await using listener = await startListener('127.0.0.1');
    const before = await openSockets();
    const host = hostWith({ '2001:db8::1': at('::1', silent), '192.0.2.1': at('127.0.0.1', listener), '192.0.2.2': at('127.0.0.1', listener) });
    const { facts, value } = await runStep(dial(host, 993, network, never));
    expect(outcomes(facts)).toEqual(['192.0.2.1 connected', '2001:db8::1 abandoned']);
    expect(facts).toMatchObject([{}, { durationMs: expect.toSatisfy((duration: number) => duration >= 240) }]);
    expect(listener.connections).toHaveLength(1);
    value?.destroy();
    await closeOf(listener);
    expect(await openSockets()).toBe(before);
  });

  it('that answers late may still win', async () => {
    await using late = await startSilentListener('::1', 900);
    await using silent = await startSilentListener('127.0.0.1');
    const { facts, value } = await runStep(dial(hostWith({ '2001:db8::1': at('::1', late), '192.0.2.1': at('127.0.0.1', silent) }), 993, network, never));
    expect(outcomes(facts)).toEqual(['2001:db8::1 connected', '192.0.2.1 abandoned']);
    value?.destroy();
  });

  it('fails the stage when there is no other, with the outcome of each', async () => {
    const { facts, failed } = await runStep(
      dial(hostWith({ '2001:db8::1': await closed('::1'), '192.0.2.1': await closed('127.0.0.1') }), 993, network, never),
    );
    expect(failed).toBe(true);
    expect(outcomes(facts)).toEqual(['2001:db8::1 failed ECONNREFUSED', '192.0.2.1 failed ECONNREFUSED']);
  });
});

describe('a signal that aborts', () => {
  it('ends every attempt, tells them as abandoned and leaves no socket', async () => {
    await using silentSix = await startSilentListener('::1');
    await using silentFour = await startSilentListener('127.0.0.1');
    const before = await openSockets();
    const abort = new AbortController();
    const host = hostWith({ '2001:db8::1': at('::1', silentSix), '192.0.2.1': at('127.0.0.1', silentFour), '192.0.2.2': at('127.0.0.1', silentFour) });
    const running = runStep(dial(host, 993, network, abort.signal));
    // Two attempts are under way, the third not yet.
    while ((await openSockets()) < before + 2) await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    expect(await openSockets()).toBe(before);
    const { facts, failed } = await running;
    expect(failed).toBe(true);
    expect(outcomes(facts)).toEqual(['2001:db8::1 abandoned', '192.0.2.1 abandoned']);
  });

  it('before anything was tried tries nothing', async () => {
    await using listener = await startListener('127.0.0.1');
    const { facts, failed } = await runStep(dial(hostWith({ '192.0.2.1': at('127.0.0.1', listener) }), 993, network, AbortSignal.abort()));
    expect([facts, failed]).toEqual([[], true]);
    expect(listener.connections).toEqual([]);
  });

  it('while the last fact is read closes the connection', async () => {
    await using listener = await startListener('127.0.0.1');
    const before = await openSockets();
    const abort = new AbortController();
    const step = dial(hostWith({ '192.0.2.1': at('127.0.0.1', listener) }), 993, network, abort.signal);
    await step.next();
    abort.abort();
    await expect(step.next()).rejects.toBeInstanceOf(StageFailure);
    await closeOf(listener);
    expect(await openSockets()).toBe(before);
  });

  it('after the connection was handed over leaves it alone', async () => {
    await using listener = await startListener('127.0.0.1');
    const abort = new AbortController();
    const { value } = await runStep(dial(hostWith({ '192.0.2.1': at('127.0.0.1', listener) }), 993, network, abort.signal));
    abort.abort();
    expect(value?.destroyed).toBe(false);
    value?.destroy();
  });
});

it('closes the connection when nobody wants it any more', async () => {
  await using listener = await startListener('127.0.0.1');
  const before = await openSockets();
  for await (const fact of dial(hostWith({ '192.0.2.1': at('127.0.0.1', listener) }), 993, network, never)) {
    expect(fact.type).toBe('connection-attempted');
    break;
  }
  await closeOf(listener);
  expect(await openSockets()).toBe(before);
});

it('asks the policy once more, for the port', async () => {
  await using listener = await startListener('127.0.0.1');
  const strict: Network = { ...network, policy: createEgressPolicy({ allowedNetworks: ['127.0.0.0/8'], allowedPorts: [993] }) };
  const resolved: ResolvedHost = { host: 'imap.example.com', addresses: [{ address: '127.0.0.1', family: 4 }] };
  const { facts, failed } = await runStep(dial(resolved, listener.port, strict, never));
  expect(failed).toBe(true);
  expect(facts).toEqual([{ type: 'dial-refused', host: 'imap.example.com', port: listener.port, refusal: 'port-not-permitted' }]);
  expect(listener.connections).toEqual([]);
});

it('asks the policy once more, for each address: one that is refused stops all', async () => {
  await using listener = await startListener('127.0.0.2');
  const strict: Network = { ...network, policy: createEgressPolicy({ allowedNetworks: ['127.0.0.1/32'], allowedPorts: 'any' }) };
  const resolved: ResolvedHost = {
    host: 'imap.example.com',
    addresses: [
      { address: '127.0.0.1', family: 4 },
      { address: '127.0.0.2', family: 4 },
    ],
  };
  const { facts, failed } = await runStep(dial(resolved, listener.port, strict, never));
  expect(failed).toBe(true);
  expect(facts).toEqual([{ type: 'dial-refused', host: 'imap.example.com', port: listener.port, refusal: 'address-not-public' }]);
  expect(listener.connections).toEqual([]);
});

async function closeOf(listener: Listener): Promise<void> {
  while (listener.connections.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await Promise.all(listener.connections.map((socket) => socket.closed || once(socket.resume(), 'close')));
}
