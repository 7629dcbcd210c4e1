import { describe, expect, it } from 'vitest';
import { aRequest, post, serveFake } from '../testing/serve-fake.ts';

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

it('The same request sent again counts once for its account', async () => {
  await using service = await serveFake();
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(service.url, aRequest, { 'Idempotency-Key': 'one' })));
  const ids = await Promise.all(answers.map(async (answer) => ({ status: answer.status, body: await answer.text() })));
  expect(new Set(ids.map(({ body }) => body)).size).toBe(1);
  expect(ids.every(({ status }) => status === 202)).toBe(true);
});
