import { problemDetailsSchema } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { createCheckLimits } from '../limits/check-limits.ts';
import { fakeCheck } from '../testing/fake-check.ts';
import { aRequest, post, serveFake, start } from '../testing/serve-fake.ts';
import { solveProof } from '../testing/solve-proof.ts';

/** Posts one after the other, each for an account of its own; answers the refusals. */
async function postMany(url: string, count: number, headers: (index: number) => Readonly<Record<string, string>> = () => ({})): Promise<readonly Response[]> {
  const refused: Response[] = [];
  for (let index = 0; index < count; index += 1) {
    const response = await post(url, { ...aRequest, email: `user${index}@example.com` }, headers(index));
    await response.arrayBuffer();
    if (response.status !== 202) refused.push(response);
  }
  return refused;
}

const forged = (index: number) => ({ 'X-Forwarded-For': `203.0.113.${index % 256}, 198.51.100.${index % 251}` });

describe('Too many checks of one client', () => {
  it('are refused with the time to come back', async () => {
    await using service = await serveFake();
    const refused = await postMany(service.url, 125);
    expect(refused.map(({ status }) => status)).toEqual([429, 429, 429, 429, 429]);
    expect(Number(refused[0]?.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(refused[0]?.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8');
  });

  it('stay one client however many addresses it claims to forward for', async () => {
    await using service = await serveFake();
    expect(await postMany(service.url, 125, forged)).toHaveLength(5);
  });

  it('are told apart behind a proxy that is configured', async () => {
    await using service = await serveFake({ environment: { TRUST_PROXY: '127.0.0.1/32' } });
    expect(await postMany(service.url, 125, forged)).toHaveLength(0);
  });

  it('are as many as one likes with the limits off', async () => {
    await using service = await serveFake({ environment: { RATE_LIMITS: 'off' } });
    expect(await postMany(service.url, 125)).toHaveLength(0);
  });
});

it('Many clients at one account are stopped at its limit, while other accounts go on', async () => {
  await using service = await serveFake({
    environment: { TRUST_PROXY: '127.0.0.1/32', CHECK_CONCURRENCY: '1' },
    run: fakeCheck(() => new Promise(() => {})),
    graceMs: 1,
  });
  const from = async (address: string, email: string) => (await post(service.url, { ...aRequest, email }, { 'X-Forwarded-For': address })).status;
  const statuses = [];
  for (let index = 1; index <= 8; index += 1) statuses.push(await from(`192.0.2.${index}`, 'anna@example.com'));
  expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429, 429]);
  expect(await from('192.0.2.8', 'bo@example.com')).toBe(202);
});

describe('A client that does the work', () => {
  const checkLimits = () => createCheckLimits({ isExempt: () => false, freeChecks: 1 });
  const refusalOf = async (response: Response) => problemDetailsSchema.parse(await response.json());

  it('goes on at once, where others are told when to come back', async () => {
    await using service = await serveFake({ limits: checkLimits() });
    await start(service.url);
    const refused = await post(service.url);
    expect([refused.status, refused.headers.get('Content-Type')]).toEqual([429, 'application/problem+json; charset=utf-8']);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    const { challenge } = await refusalOf(refused);
    const proof = challenge === undefined ? '' : solveProof(challenge);
    expect((await post(service.url, aRequest, { 'Proof-Of-Work': proof })).status).toBe(202);
    const again = await post(service.url, aRequest, { 'Proof-Of-Work': proof });
    expect([again.status, (await refusalOf(again)).challenge?.token === challenge?.token]).toEqual([429, false]);
  });

  it('cannot do it for another', async () => {
    await using service = await serveFake({ limits: checkLimits(), environment: { TRUST_PROXY: '127.0.0.1/32' } });
    const from = (address: string, proof = '') => post(service.url, aRequest, { 'X-Forwarded-For': address, 'Proof-Of-Work': proof });
    for (const address of ['192.0.2.1', '192.0.2.2']) expect((await from(address)).status).toBe(202);
    const { challenge } = await refusalOf(await from('192.0.2.1'));
    const proof = challenge === undefined ? '' : solveProof(challenge);
    expect((await from('192.0.2.2', proof)).status).toBe(429);
    expect((await from('192.0.2.1', proof)).status).toBe(202);
  });
});

it('Limits that cannot be counted let nobody in, and say when to come back', async () => {
  const gone = () => Promise.reject(new Error('The store is gone'));
  await using service = await serveFake({ limits: { admit: gone, settle: gone } });
  const refused = await post(service.url);
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '10']);
  expect(service.logs()).toContain('The store is gone');
});

it('The same request sent again counts once for its account', async () => {
  await using service = await serveFake();
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(service.url, aRequest, { 'Idempotency-Key': 'one' })));
  const ids = await Promise.all(answers.map(async (answer) => ({ status: answer.status, body: await answer.text() })));
  expect(new Set(ids.map(({ body }) => body)).size).toBe(1);
  expect(ids.every(({ status }) => status === 202)).toBe(true);
});
