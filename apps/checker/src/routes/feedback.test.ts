import { describe, expect, it } from 'vitest';
import { serveFake } from '../testing/serve-fake.ts';

const send = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${url}/api/feedback`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });

describe('whether an explanation helped', () => {
  it('is counted by cause and remedy', async () => {
    await using service = await serveFake();
    for (const helped of [true, true, false]) await send(service.url, { cause: 'connection-timeout', remedy: 'use-other-port', helped });
    expect((await send(service.url, { cause: 'wrong-credentials', helped: true })).status).toBe(204);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain('diagnosis_feedback_total{cause="connection-timeout",remedy="use-other-port",helped="true"} 2');
    expect(metrics).toContain('diagnosis_feedback_total{cause="connection-timeout",remedy="use-other-port",helped="false"} 1');
    expect(metrics).toContain('diagnosis_feedback_total{cause="wrong-credentials",remedy="none",helped="true"} 1');
  });

  it.each([
    ['an unknown cause', { cause: 'the weather', helped: true }],
    ['no answer', { cause: 'unexplained' }],
    ['a person', { cause: 'unexplained', helped: true, email: 'anna@example.com' }],
  ])('is refused with %s', async (_, body) => {
    await using service = await serveFake();
    expect((await send(service.url, body)).status).toBe(400);
  });

  it('is not taken from a page of somebody else', async () => {
    await using service = await serveFake();
    expect((await send(service.url, { cause: 'unexplained', helped: true }, { Origin: 'https://elsewhere.example' })).status).toBe(403);
  });
});
