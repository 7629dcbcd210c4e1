import { sharedLinkSchema } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { fakeCheck } from '../testing/fake-check.ts';
import { readEvents } from '../testing/read-events.ts';
import { post, serveFake, start } from '../testing/serve-fake.ts';

/** All that an answer tells but the time of day and how long the connection is kept. */
async function wholeAnswer(response: Response) {
  const { date: _date, connection: _connection, 'keep-alive': _keepAlive, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: await response.text() };
}

const accesses = [
  ['GET', ''],
  ['HEAD', ''],
  ['DELETE', ''],
  ['GET', '/events'],
] as const;

const neverKnown = ['x', 'A'.repeat(24), '..%2f..%2fetc', '%00', 'A'.repeat(2_000)];

describe('A check', () => {
  it.each(accesses)('that is wrong, was removed or is over looks the same to %s%s', async (method, rest) => {
    await using service = await serveFake({ keepMs: 1 });
    await using patient = await serveFake();
    const over = await start(service.url);
    await expect.poll(() => service.checks.report(over.id), { timeout: 10_000 }).toBeUndefined();
    const removed = await start(patient.url);
    await readEvents(removed.events);
    await fetch(removed.report, { method: 'DELETE' });

    const ask = async (url: string, id: string) => wholeAnswer(await fetch(`${url}/api/checks/${id}${rest}`, { method }));
    const wrong = await ask(patient.url, 'B'.repeat(24));
    expect(wrong).toMatchObject({ status: 404, headers: { 'cache-control': 'no-store', 'content-type': 'application/problem+json; charset=utf-8' } });
    expect(await ask(service.url, over.id)).toEqual(wrong);
    expect(await ask(patient.url, removed.id)).toEqual(wrong);
    for (const id of neverKnown) expect(await ask(patient.url, id)).toEqual(wrong);
  });

  it('is listed nowhere, and its id has 144 random bits', async () => {
    await using service = await serveFake();
    const ids = await Promise.all(Array.from({ length: 20 }, async () => (await start(service.url)).id));
    for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(18);
    expect(new Set(ids.map((id) => id.slice(0, 3))).size).toBeGreaterThan(15);
    for (const path of ['/api/checks', '/api/checks/', '/api/reports', '/metrics', '/api/config', '/api/openapi.json']) {
      const text = await (await fetch(service.url + path)).text();
      expect(ids.filter((id) => text.includes(id))).toEqual([]);
    }
    expect(ids.filter((id) => service.logs().includes(id))).toEqual([]);
  });

  it('is stored nowhere on the way, whatever is answered about it', async () => {
    await using service = await serveFake({ run: fakeCheck(() => new Promise(() => {})), graceMs: 1 });
    const started = await post(service.url);
    expect(started.headers.get('cache-control')).toBe('no-store');
    const { id, events, report } = await start(service.url);
    const answers = [
      await fetch(report),
      await fetch(events, { method: 'HEAD' }),
      await fetch(`${report}/nothing`),
      await post(service.url, '{'),
      await fetch(`${service.url}/api/reports`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ check: id }) }),
      await fetch(report, { method: 'DELETE' }),
    ];
    for (const answer of answers)
      expect([answer.url, answer.status, answer.headers.get('cache-control')]).toEqual([answer.url, answer.status, expect.stringMatching(/^no-store/)]);
  });
});

describe('A shared report', () => {
  it.each(['GET', 'DELETE'])('that is wrong or was taken back looks the same to %s, with the right key and with a wrong one', async (method) => {
    await using service = await serveFake();
    const { id, events } = await start(service.url);
    await readEvents(events);
    const share = async () => {
      const body = JSON.stringify({ check: id });
      return sharedLinkSchema.parse(
        await (await fetch(`${service.url}/api/reports`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).json(),
      );
    };
    const [taken, other] = [await share(), await share()];
    const ask = async (token: string, key: string) =>
      wholeAnswer(await fetch(`${service.url}/api/reports/${token}`, { method, headers: { 'Revoke-Key': key } }));
    expect(Buffer.from(taken.token, 'base64url')).toHaveLength(20);
    await fetch(`${service.url}/api/reports/${taken.token}`, { method: 'DELETE', headers: { 'Revoke-Key': taken.revokeKey } });

    const wrong = await ask('C'.repeat(27), taken.revokeKey);
    expect(wrong.status).toBe(404);
    expect(await ask(taken.token, taken.revokeKey)).toEqual(wrong);
    for (const token of neverKnown) expect(await ask(token, taken.revokeKey)).toEqual(wrong);
    if (method === 'DELETE') {
      for (const key of [taken.revokeKey, other.token, '', `${other.revokeKey.slice(0, -1)}~`]) expect(await ask(other.token, key)).toEqual(wrong);
    }
  });
});
