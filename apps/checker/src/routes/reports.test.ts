import { type SharedLink, sharedLinkSchema, sharedReportSchema } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { fakeCheck } from '../testing/fake-check.ts';
import { readEvents } from '../testing/read-events.ts';
import { serveFake, start } from '../testing/serve-fake.ts';

const share = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${url}/api/reports`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });

/** Runs a check to its end and shares it. */
async function shareOne(url: string, options: Readonly<Record<string, unknown>> = {}): Promise<SharedLink & { readonly check: string }> {
  const { id, events } = await start(url);
  await readEvents(events);
  const response = await share(url, { check: id, ...options });
  expect(response.status).toBe(201);
  return { ...sharedLinkSchema.parse(await response.json()), check: id };
}

describe('A shared report', () => {
  it('is read by whoever has the link, without the name before the @ and without the id of the check', async () => {
    await using service = await serveFake();
    const { token, check } = await shareOne(service.url);
    const response = await fetch(`${service.url}/api/reports/${token}`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-robots-tag')).toBe('noindex');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const text = await response.text();
    expect(text).not.toContain(check);
    expect(text).not.toContain('anna');
    expect(sharedReportSchema.parse(JSON.parse(text))).toMatchObject({ views: 1, report: { settings: { email: 'hidden@example.com' } } });
  });

  it('is taken back by its maker alone, and then looks as if it had never been', async () => {
    await using service = await serveFake();
    const { token, revokeKey } = await shareOne(service.url);
    const address = `${service.url}/api/reports/${token}`;
    const remove = (key: string) => fetch(address, { method: 'DELETE', headers: { 'Revoke-Key': key } });
    expect((await remove('another')).status).toBe(404);
    expect((await fetch(address, { method: 'DELETE' })).status).toBe(404);
    expect((await remove(revokeKey)).status).toBe(204);
    const [removed, never] = [await fetch(address), await fetch(`${service.url}/api/reports/${'x'.repeat(27)}`)];
    expect([removed.status, await removed.text()]).toEqual([404, await never.text()]);
  });

  it('counts who looks, but not its maker', async () => {
    await using service = await serveFake();
    const { token, revokeKey } = await shareOne(service.url);
    const views = async (headers: Readonly<Record<string, string>> = {}) =>
      sharedReportSchema.parse(await (await fetch(`${service.url}/api/reports/${token}`, { headers })).json()).views;
    expect([await views(), await views({ 'Revoke-Key': revokeKey }), await views({ 'Revoke-Key': 'another' })]).toEqual([1, 1, 2]);
  });

  it('shows what its maker allowed', async () => {
    await using service = await serveFake();
    const { token, expiresAt } = await shareOne(service.url, { hideLocalPart: false, days: 30 });
    expect(new Date(expiresAt).getTime() - Date.now()).toBeGreaterThan(29 * 86_400_000);
    expect(await (await fetch(`${service.url}/api/reports/${token}`)).text()).toContain('anna@example.com');
  });

  it('leaves no trace of its link in the log', async () => {
    await using service = await serveFake();
    const { token, revokeKey, check } = await shareOne(service.url);
    await fetch(`${service.url}/api/reports/${token}`);
    await fetch(`${service.url}/api/reports/${token}`, { method: 'DELETE', headers: { 'Revoke-Key': revokeKey } });
    for (const secret of [token, revokeKey, check]) expect(service.logs()).not.toContain(secret);
    expect(service.logs()).toContain('"/api/reports/…"');
  });

  it.each<[string, unknown, number]>([
    ['a check that nobody knows', { check: 'none' }, 404],
    ['another number of days', { check: 'none', days: 365 }, 400],
    ['a field that is none', { check: 'none', for: 'ever' }, 400],
    ['no check', {}, 400],
    ['no object', 'text', 400],
  ])('is not made of %s', async (_, body, status) => {
    await using service = await serveFake();
    expect((await share(service.url, body)).status).toBe(status);
  });

  it('is not made while the check still runs, nor for a page of somebody else', async () => {
    await using service = await serveFake({ run: fakeCheck(() => new Promise(() => {})) });
    const { id } = await start(service.url);
    expect((await share(service.url, { check: id })).status).toBe(409);
    expect((await share(service.url, { check: id }, { Origin: 'https://evil.example' })).status).toBe(403);
  });

  it('is made thirty times in ten minutes by one client, no more', async () => {
    await using service = await serveFake();
    const statuses: number[] = [];
    for (let count = 0; count < 32; count += 1) statuses.push((await share(service.url, { check: 'none' })).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });
});
