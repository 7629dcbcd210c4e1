import { startLab } from '@inbox-connect/lab';
import { afterAll, describe, expect, it } from 'vitest';
import { greets } from './greets.ts';
import { createNetwork } from './network.ts';
import { startListener } from './testing/listener.ts';

const lab = await startLab();
afterAll(() => lab.close());
const network = createNetwork({ dnsServers: [], allowedNetworks: [], allowedPorts: [993], privateHost: lab.privateHost });
const never = new AbortController().signal;

describe('a server greets', () => {
  it.each([
    ['imap', 'imap.healthy.lab.test', 993, 'tls', true],
    ['smtp', 'smtp.healthy.lab.test', 465, 'tls', true],
    ['imap', 'imap.healthy-starttls.lab.test', 143, 'starttls', true],
    ['smtp', 'smtp.healthy-starttls.lab.test', 587, 'starttls', true],
    ['smtp', 'smtp.smtp-without-starttls.lab.test', 587, 'starttls', false],
    ['imap', 'imap.web-server-on-imap-port.lab.test', 143, 'starttls', false],
    ['imap', 'imap.certificate-expired.lab.test', 993, 'tls', false],
    ['imap', 'imap.imap-port-closed.lab.test', 993, 'tls', false],
    ['imap', 'nobody.lab.test', 993, 'tls', false],
    ['imap', '127.0.0.1', 993, 'tls', false],
  ] as const)('%s of %s at %i with %s: %s', async (service, host, port, security, expected) => {
    expect(await greets(service, { host, port, security }, network, never)).toBe(expected);
  });

  it('without being asked to let anybody in', () => {
    const received = lab.scenarios.flatMap(({ name }) => lab.log(name)).filter((entry) => entry.type === 'received');
    expect(received.length).toBeGreaterThan(0);
    expect(received.filter(({ text, credentials }) => credentials || /AUTH|LOGIN|MAIL|SELECT/i.test(text))).toEqual([]);
  });

  it('or is given up at once when nobody waits any more', async () => {
    await using silent = await startListener('127.0.0.1', (socket) => socket.resume());
    const abort = new AbortController();
    const target = { addresses: ['127.0.0.1'], target: (address: string) => ({ address, port: silent.port }), secureContext: network.secureContext };
    const trial = greets('imap', { host: 'silent.test', port: 993, security: 'tls' }, { ...network, privateHost: () => target }, abort.signal);
    await expect.poll(() => silent.connections.length).toBe(1);
    abort.abort();
    expect(await trial).toBe(false);
    await expect.poll(() => silent.connections[0]?.closed).toBe(true);
  });
});
