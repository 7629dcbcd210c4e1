import { createServer, type Socket } from 'node:net';
import type { DiscoveryOutcome } from '@inbox-connect/core';
import { describe, type ExpectStatic, expect, it } from 'vitest';
import { parseAutoconfig } from './autoconfig.ts';
import { fetchDocument } from './fetch-document.ts';
import { hostileListeners, hostileWeb, places } from './testing/hostile-web.ts';
import { longestTurn } from './testing/longest-turn.ts';
import { autoconfigFile, startWorld, type World, type WorldOptions } from './testing/world.ts';

const [secureFile, plainFile] = places;
const asked = ['autoconfig', 'well-known', 'ispdb'];
/** Little time for what uses up all that it gets, and none to speak of for the rest, so that nothing but its own limit can end it. */
const limitsFor = (outcome: DiscoveryOutcome) => ({ document: outcome === 'timeout' ? 300 : 120_000, total: 120_000 });

async function outcomesIn(world: World, expect: ExpectStatic): Promise<readonly (DiscoveryOutcome | undefined)[]> {
  const { discovery } = await world.discover('alice@example.com');
  expect(discovery.candidates).toEqual([]);
  await expect.poll(() => world.openConnections()).toBe(0);
  expect(world.requests.filter((address) => !/^https?:\/\/((autoconfig\.)?example\.com|ispdb\.test)\//.test(address))).toEqual([]);
  return asked.map((wanted) => discovery.tried.find(({ source }) => source === wanted)?.outcome);
}

const worldWith = (options: WorldOptions, outcome: DiscoveryOutcome = 'unreadable') => startWorld({ ...options, context: { limits: limitsFor(outcome) } });

describe.concurrent('a web server that', () => {
  it.for(hostileWeb)('$name', async ({ page, outcome }, { expect }) => {
    await using world = await worldWith({ web: Object.fromEntries(places.map((place) => [place, page])) }, outcome);
    expect(await outcomesIn(world, expect)).toEqual([outcome, outcome, outcome]);
    // A request or four for each source and scheme: nobody is led on for longer.
    expect(world.requests.length).toBeLessThanOrEqual(4 * places.length);
  });

  it.for(hostileListeners)('$name', async ({ listener, outcome }, { expect }) => {
    const open = new Set<Socket>();
    const server = createServer((socket) => {
      open.add(socket);
      socket.on('error', () => {}).on('close', () => open.delete(socket));
      socket.resume();
      listener(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await using world = await worldWith({ web: Object.fromEntries(places.map((place) => [place, ''])), reach: async () => port }, outcome);
    const [first, second, secureOnly] = await outcomesIn(world, expect);
    expect([first, second]).toEqual([outcome, outcome]);
    expect(['timeout', 'unreachable', 'not-secure']).toContain(secureOnly);
    await expect.poll(() => open.size).toBe(0);
    server.close();
  });

  it('has a certificate for another name is not listened to', async () => {
    const web = { 'https://autoconfig.wrong.test/mail/config-v1.1.xml': autoconfigFile('wrong.test') };
    await using world = await worldWith({ web });
    const { discovery } = await world.discover('alice@wrong.test');
    expect(discovery.candidates).toEqual([]);
    expect(discovery.tried.find(({ source }) => source === 'autoconfig')?.outcome).toBe('not-secure');
    expect(world.requests.filter((address) => address.startsWith('https'))).toEqual([]);
  });

  it('sends everybody from HTTPS to less is not followed', async () => {
    const web = { [secureFile]: (_: unknown, response: import('node:http').ServerResponse) => void response.writeHead(301, { Location: plainFile }).end() };
    await using world = await worldWith({ web });
    const { discovery } = await world.discover('alice@example.com');
    expect(discovery.tried.find(({ source }) => source === 'autoconfig')?.outcome).toBe('not-secure');
  });

  it('names servers without number is heard for ten of each', async () => {
    const server = (element: string, type: string) =>
      `<${element} type="${type}"><hostname>a.example</hostname><port>993</port><socketType>SSL</socketType></${element}>`.repeat(1_000);
    const many = autoconfigFile('example.com', server('incomingServer', 'imap') + server('outgoingServer', 'smtp'));
    await using world = await worldWith({ web: { [secureFile]: many } });
    const [candidate] = (await world.discover('alice@example.com')).discovery.candidates;
    expect([candidate?.imap.length, candidate?.smtp.length]).toEqual([10, 10]);
  });
});

it('no document holds up everybody else: none costs a quarter of a second of work without a pause', async () => {
  const documents = hostileWeb
    .filter(({ outcome }) => outcome === 'unreadable')
    .map((hostile, index) => ({ ...hostile, address: `https://example.com/${index}` }));
  expect(documents.length).toBeGreaterThan(20);
  await using world = await worldWith({ web: Object.fromEntries(documents.map(({ address, page }) => [address, page])) });
  for (const { name, address } of documents) {
    const turn = await longestTurn(async () => {
      const document = await fetchDocument(address, world.context, new AbortController().signal);
      if (typeof document !== 'string') parseAutoconfig(document.text);
    });
    expect(turn, name).toBeLessThan(250);
  }
});
