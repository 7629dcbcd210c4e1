import { once } from 'node:events';
import { createServer } from 'node:net';
import { followCheck, startCheck } from '@inbox-connect/client';
import {
  type CheckEvent,
  type CheckRequestInput,
  type LabEntry,
  labEntriesSchema,
  labMessagesSchema,
  reportSchema,
  serviceConfigSchema,
} from '@inbox-connect/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, ConfigError, parseConfig } from './config.ts';
import { type Server, type ServerOptions, startServer } from './server.ts';

const lines: string[] = [];
const logStream = { write: (line: string) => void lines.push(line) };
let server: Server;
let lab: readonly LabEntry[];

beforeAll(async () => {
  server = await startServer(parseConfig({ PORT: '0' }), { logStream });
  lab = labEntriesSchema.parse(await (await fetch(`${server.url}/api/lab`)).json());
});
afterAll(() => server.close());

function requestOf(name: string, changes: Partial<CheckRequestInput> = {}): CheckRequestInput {
  const entry = lab.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new Error(`The lab has no scenario ${name}`);
  return { ...entry.request, ...changes };
}

async function run(request: CheckRequestInput, baseUrl = server.url): Promise<CheckEvent[]> {
  const { id } = await startCheck(request, { baseUrl });
  return Array.fromAsync(followCheck(id, { baseUrl }));
}

function observations(events: readonly CheckEvent[]) {
  return events.flatMap((event) => (event.type === 'stage-observation' ? [event.observation] : []));
}

/** A service of its own, for settings that the shared one has not. */
async function serve(environment: Readonly<Record<string, string>>, options: ServerOptions = {}) {
  const own = await startServer(parseConfig({ PORT: '0', ...environment }), { logStream, ...options });
  return { ...own, [Symbol.asyncDispose]: () => own.close() };
}

describe('the service with its lab', () => {
  it('connects a healthy inbox: the test message is sent, arrives, and its sender vouches for it', async () => {
    const events = await run(requestOf('healthy'));
    expect(events.at(-1)).toMatchObject({ type: 'check-end', outcome: 'connected', report: { problems: [] } });
    expect(observations(events)).toContainEqual(expect.objectContaining({ type: 'message-accepted', recipient: 'bcc@workspace.lab.test' }));
    expect(observations(events)).toContainEqual({ type: 'message-arrived', afterMs: expect.any(Number), spf: 'pass', dkim: 'pass', dmarc: 'pass' });
  });

  it('shows what arrived from the lab with its headers, in the language of the check', async () => {
    const events = await run(requestOf('healthy', { locale: 'sv' }));
    const accepted = observations(events).find((observation) => observation.type === 'message-accepted');
    const inbox = labMessagesSchema.parse(await (await fetch(`${server.url}/api/lab/inbox`)).json());
    const message = inbox.find(({ messageId }) => messageId === accepted?.messageId);
    expect(message).toMatchObject({ from: 'anna@healthy.lab.test', subject: 'Testmeddelande från Inbox Connect', dkim: 'pass' });
    const names = message?.headers.map(({ name }) => name) ?? [];
    expect(names).toEqual(expect.arrayContaining(['Received', 'Authentication-Results', 'DKIM-Signature', 'Message-ID', 'Subject']));
    expect(names[0]).toBe('Received');
    await using without = await serve({ LAB: 'off' });
    expect((await fetch(`${without.url}/api/lab/inbox`)).status).toBe(404);
  });

  it('names the error of a wrong password, and the same check is right after a correction', async () => {
    const wrong = await run(requestOf('healthy', { password: 'not-the-password' }));
    expect(wrong.at(-1)).toMatchObject({ outcome: 'failed', report: { problems: [{ error: 'unauthorized', cause: 'wrong-credentials' }] } });
    expect((await run(requestOf('healthy'))).at(-1)).toMatchObject({ outcome: 'connected' });
  });

  it('expects of a lost message what really happens here: with a foreign address nobody waits for it', async () => {
    await using foreign = await serve({ BCC_ADDRESS: 'bcc@elsewhere.test' });
    const entries = labEntriesSchema.parse(await (await fetch(`${foreign.url}/api/lab`)).json());
    const lost = entries.find(({ name }) => name === 'message-not-arrived');
    expect(lost).toMatchObject({ error: null, expects: { outcome: 'connected' } });
    expect(lost?.expects).not.toHaveProperty('cause');
    const { id } = await startCheck(requestOf('message-not-arrived'), { baseUrl: foreign.url });
    const events = await Array.fromAsync(followCheck(id, { baseUrl: foreign.url }));
    expect(events.at(-1)).toMatchObject({ outcome: 'connected', report: { problems: [] } });
    expect(events.find((event) => event.type === 'stage-end' && event.stage === 'arrive')).toMatchObject({ verdict: 'skipped', reason: 'foreign-recipient' });
  });

  it('cancels at any moment', async () => {
    const { id, report } = await startCheck(requestOf('slow'), { baseUrl: server.url });
    const events: CheckEvent[] = [];
    for await (const event of followCheck(id, { baseUrl: server.url })) {
      events.push(event);
      if (events.length === 6) expect((await fetch(server.url + report, { method: 'DELETE' })).status).toBe(202);
    }
    expect(events.at(-1)).toMatchObject({ type: 'check-end', outcome: 'cancelled', report: { problems: [{ cause: 'cancelled' }] } });
    const planned = events.flatMap((event) => (event.type === 'check-start' ? event.plan.flatMap(({ stages }) => stages) : []));
    expect(events.filter(({ type }) => type === 'stage-end')).toHaveLength(planned.length);
    expect(reportSchema.parse(await (await fetch(server.url + report)).json())).toMatchObject({ outcome: 'cancelled' });
  });

  it('keeps a line when it may run one check at a time', async () => {
    await using busy = await serve({ CHECK_CONCURRENCY: '1' });
    const checks = await Promise.all([1, 2, 3].map(() => startCheck(requestOf('healthy'), { baseUrl: busy.url })));
    const told = await Promise.all(checks.map(({ id }) => Array.fromAsync(followCheck(id, { baseUrl: busy.url }))));
    const positions = told.map((events) => events.flatMap((event) => (event.type === 'check-wait' ? [event.position] : [])));
    expect(positions.toSorted((left, right) => left.length - right.length)).toEqual([[], [1], [2, 1]]);
    for (const events of told) expect(events.at(-1)).toMatchObject({ outcome: 'connected' });
  });

  it('tells a check that was cancelled in line the same way as any other', async () => {
    await using busy = await serve({ CHECK_CONCURRENCY: '1' }, { graceMs: 1 });
    await startCheck(requestOf('slow'), { baseUrl: busy.url });
    const { id, report } = await startCheck(requestOf('healthy'), { baseUrl: busy.url });
    expect((await fetch(busy.url + report, { method: 'DELETE' })).status).toBe(202);
    const events = await Array.fromAsync(followCheck(id, { baseUrl: busy.url }));
    expect(events.filter(({ type }) => type === 'stage-start')).toEqual([]);
    expect(events.at(-1)).toMatchObject({ outcome: 'cancelled', report: { problems: [{ cause: 'cancelled' }] } });
  });

  it('tells what runs that it was interrupted when the service stops', async () => {
    const stopping = await serve({}, { graceMs: 1 });
    const { id } = await startCheck(requestOf('slow'), { baseUrl: stopping.url });
    const events: CheckEvent[] = [];
    let closed: Promise<void> | undefined;
    for await (const event of followCheck(id, { baseUrl: stopping.url })) {
      events.push(event);
      closed ??= stopping.close();
    }
    await closed;
    expect(events.at(-1)).toMatchObject({ outcome: 'interrupted', report: { problems: [{ cause: 'interrupted' }] } });
    await expect(fetch(stopping.url)).rejects.toThrow();
  });
});

describe('no password', () => {
  it('stands in any event, report, answer, metric or line of the log, whatever the lab does', async () => {
    const told = await Promise.all(
      lab.map(async ({ name, request, expects }) => {
        // Nothing arrives in this one, and half a minute is spent on seeing that.
        const events = await run(name === 'message-not-arrived' ? { ...request, sendTestMessage: false } : request);
        const end = events.at(-1);
        const report = await (await fetch(`${server.url}/api/checks/${end?.type === 'check-end' ? end.report.id : ''}`)).text();
        return { name, expects, outcome: end?.type === 'check-end' ? end.outcome : undefined, said: JSON.stringify(events) + report };
      }),
    );
    const elsewhere = lines.join('') + (await (await fetch(`${server.url}/metrics`)).text());
    for (const { name, expects, outcome, said } of told) {
      expect([name, outcome]).toEqual([name, expects.outcome]);
      const password = lab.find((entry) => entry.name === name)?.request.password ?? '';
      expect(password.length).toBeGreaterThan(6);
      for (const form of [password, Buffer.from(password).toString('base64').replace(/=+$/, ''), Buffer.from(password).toString('hex')]) {
        expect(said + elsewhere).not.toContain(form);
      }
    }
    // Some stories are of servers that keep silent until the time is up.
  }, 120_000);
});

describe('where the test message goes', () => {
  async function configOf(environment: Readonly<Record<string, string>>) {
    await using own = await serve(environment);
    return serviceConfigSchema.parse(await (await fetch(`${own.url}/api/config`)).json());
  }

  it('is told to the page, and at the start when there is nowhere', async () => {
    expect(await configOf({})).toMatchObject({ bccAddress: null, lab: true, permittedPorts: [143, 993, 25, 465, 587, 2525] });
    expect(lines.join('')).toContain('neither BCC_ADDRESS nor RECEIVER_DOMAIN is set');
    expect(await configOf({ BCC_ADDRESS: 'x@elsewhere.test', LAB: 'off', ALLOWED_PORTS: '*' })).toMatchObject({
      bccAddress: 'x@elsewhere.test',
      lab: false,
      permittedPorts: '*',
    });
    expect(await configOf({ RECEIVER_DOMAIN: 'in.test', RECEIVER_PORT: '0', EGRESS_ADDRESSES: '192.0.2.7' })).toMatchObject({
      bccAddress: 'bcc@in.test',
      egressAddresses: ['192.0.2.7'],
    });
  });

  it('is a foreign address for accounts of the lab too: nobody sees the message arrive', async () => {
    const before = lines.length;
    await using own = await serve({ BCC_ADDRESS: 'x@elsewhere.test', LAB: 'on' });
    const events = await run(requestOf('healthy'), own.url);
    expect(observations(events)).toContainEqual(expect.objectContaining({ type: 'message-accepted', recipient: 'x@elsewhere.test' }));
    expect(events).toContainEqual(expect.objectContaining({ stage: 'arrive', verdict: 'skipped', reason: 'foreign-recipient' }));
    expect(events.at(-1)).toMatchObject({ outcome: 'connected' });
    expect(lines.slice(before).join('')).not.toContain('mail could not be handled');
  });

  it('is the operator’s receiver for accounts of the lab too', async () => {
    await using own = await serve({ RECEIVER_DOMAIN: 'in.test', RECEIVER_PORT: '0', LAB: 'on' });
    const events = await run(requestOf('healthy'), own.url);
    expect(observations(events)).toContainEqual(expect.objectContaining({ type: 'message-accepted', recipient: 'bcc@in.test' }));
    expect(observations(events)).toContainEqual(expect.objectContaining({ type: 'message-arrived', dkim: 'pass' }));
  });
});

describe('a start that cannot succeed', () => {
  it.each<[string, (port: string) => Config]>([
    ['PORT', (port) => parseConfig({ PORT: port })],
    ['RECEIVER_PORT', (port) => parseConfig({ PORT: '0', RECEIVER_DOMAIN: 'in.test', RECEIVER_PORT: port })],
  ])('ends with one line that names %s when it is taken', async (setting, configWith) => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const config = configWith(String(typeof address === 'object' ? address?.port : ''));
    const failure = await startServer(config, { logStream }).catch((error: unknown) => error);
    taken.close();
    expect(failure).toBeInstanceOf(ConfigError);
    expect(String(failure)).toMatch(new RegExp(`^ConfigError: ${setting}: .*EADDRINUSE`));
  });
});
