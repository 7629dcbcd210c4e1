import { setTimeout as wait } from 'node:timers/promises';
import { connectionSettingsSchema, emptyProgress, labEntrySchema, type Report } from '@inbox-connect/core';
import { type Lab, startLab } from '@inbox-connect/lab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReplays } from '../lab/replays.ts';
import { aRequest, serveFake } from '../testing/serve-fake.ts';

const { password: _password, ...settings } = aRequest;
const report: Report = { ...emptyProgress.report, id: 'x', outcome: 'failed', settings: connectionSettingsSchema.parse(settings) };

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ scenarios: [] });
});
afterAll(() => lab.close());

const post = (url: string, body: unknown) =>
  fetch(`${url}/api/lab/replays`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

async function startReplay(url: string) {
  const response = await post(url, report);
  expect(response.status).toBe(201);
  return labEntrySchema.parse(await response.json());
}

const isThere = (host: string) => lab.privateHost(host)?.addresses.length === 1;

describe('A report', () => {
  it('becomes servers of the lab under a name that nobody guesses, and a form that is filled in for them', async () => {
    await using replays = createReplays(lab);
    await using service = await serveFake({ replays });
    const { name, request, expects } = await startReplay(service.url);
    expect(name).toMatch(/^replay-[0-9a-f]{16}$/);
    expect(expects).toEqual({ outcome: 'failed' });
    expect(request).toMatchObject({ email: `anna@${name}.lab.test`, imap: { host: `imap.${name}.lab.test`, port: 993 }, smtp: { port: 587 } });
    expect([request.imap.host, request.smtp.host].every(isThere)).toBe(true);
  });

  it('gives way to newer ones, and goes by itself', async () => {
    await using few = createReplays(lab, { most: 2 });
    await using service = await serveFake({ replays: few });
    const hosts = [await startReplay(service.url), await startReplay(service.url), await startReplay(service.url)].map(({ request }) => request.imap.host);
    expect(hosts.map(isThere)).toEqual([false, true, true]);
    await using short = createReplays(lab, { lifetimeMs: 1 });
    const entry = await short.start(report);
    await expect.poll(() => wait(5, isThere(entry?.request.imap.host ?? ''))).toBe(false);
  });

  it('is refused when it has nothing to replay, or is none', async () => {
    await using replays = createReplays(lab);
    await using service = await serveFake({ replays });
    const statusOf = async (body: unknown) => (await post(service.url, body)).status;
    expect(await statusOf({ ...report, settings: null })).toBe(409);
    expect(await statusOf({ ...report, outcome: null })).toBe(409);
    expect(await statusOf({ ...report, schema: 2 })).toBe(400);
    expect(await statusOf({ ...report, stages: Array.from({ length: 30_000 }, () => 0) })).toBe(400);
    expect(await statusOf({ ...report, id: 'x'.repeat(600_000) })).toBe(413);
  });

  it('cannot be replayed where the lab is off', async () => {
    await using service = await serveFake({ environment: { LAB: 'off' } });
    expect((await post(service.url, report)).status).toBe(404);
  });
});
