import { describe, expect, it } from 'vitest';
import { serveFake } from '../testing/serve-fake.ts';

const evidence = { id: 'a', service: 'smtp', stage: 'authenticate', reply: '535 5.7.8 Error: authentication failed' };

async function diagnose(body: unknown, headers: Readonly<Record<string, string>> = {}) {
  await using service = await serveFake();
  const response = await postTo(service.url, typeof body === 'string' ? body : JSON.stringify(body), headers);
  return { status: response.status, body: await response.json() };
}

function postTo(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${url}/api/diagnose`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body });
}

describe('POST /api/diagnose', () => {
  it('explains one reply that was seen elsewhere', async () => {
    expect(await diagnose(evidence)).toEqual({
      status: 200,
      body: {
        id: 'a',
        cause: 'wrong-credentials',
        error: 'unauthorized',
        confidence: 'likely',
        owner: 'you',
        alternatives: expect.arrayContaining([{ cause: 'app-password-required', confidence: 'possible' }]),
      },
    });
  });

  it('answers every item of a list in its place, and of a bad one says why', async () => {
    const items = [evidence, { ...evidence, stage: 'tls' }, 7, null, { ...evidence, id: 5, reply: 'x'.repeat(200_000) }, { ...evidence, id: 'b' }];
    const { status, body } = await diagnose(items);
    expect(status).toBe(200);
    expect(body).toEqual([
      expect.objectContaining({ id: 'a', cause: 'wrong-credentials' }),
      { id: 'a', invalid: expect.stringContaining('stage: unknown-value (resolve, connect') },
      { invalid: 'wrong-type' },
      { invalid: 'wrong-type' },
      { id: 5, invalid: 'reply: too-long' },
      expect.objectContaining({ id: 'b', cause: 'wrong-credentials' }),
    ]);
  });

  it.each([
    [{ ...evidence, password: 'x' }, 'password: unknown-field'],
    [{ ...evidence, service: undefined }, 'service: unknown-value (imap, smtp)'],
    [{ ...evidence, port: 70_000 }, 'port: out-of-range'],
    [{ ...evidence, reply: undefined }, 'reply-or-error-missing'],
    ['"text"', 'wrong-type'],
  ])('says of %j: %s', async (item, invalid) => {
    expect((await diagnose(item)).body).toMatchObject({ invalid });
  });

  it('takes a thousand items and refuses one more', async () => {
    expect((await diagnose(Array(1_000).fill(evidence))).body).toHaveLength(1_000);
    expect(await diagnose(Array(1_001).fill(evidence))).toMatchObject({ status: 400, body: { errors: [{ code: 'too-long' }] } });
    expect((await diagnose([])).body).toEqual([]);
  });

  it('refuses a body over 2 MB, one that is no JSON and other media types', async () => {
    expect((await diagnose([{ ...evidence, reply: 'x'.repeat(2_100_000) }])).status).toBe(413);
    expect((await diagnose('{"id":')).status).toBe(400);
    expect((await diagnose(evidence, { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await diagnose(evidence, { Origin: 'https://evil.example' })).status).toBe(403);
  });
});

describe('a list that is legal and huge', () => {
  it('leaves everybody else their turn, also beside others of its kind', async () => {
    await using service = await serveFake();
    const long = 'authentication failed '.repeat(4_500);
    const body = JSON.stringify(Array(6).fill({ ...evidence, reply: long, error: { message: long } }));
    let isOver = false;
    const lists = Promise.all([1, 2, 3].map(() => postTo(service.url, body))).finally(() => {
      isOver = true;
    });
    const others: number[] = [];
    while (!isOver) others.push((await fetch(`${service.url}/healthz`)).status);
    expect((await lists).map(({ status }) => status)).toEqual([200, 200, 200]);
    // Eighteen slices: somebody else is answered between two of them.
    expect(others.length).toBeGreaterThan(6);
  });

  it('is refused before it is read when it holds more values than a list can have', async () => {
    expect(await diagnose('['.repeat(900_000) + ']'.repeat(900_000))).toMatchObject({ status: 400, body: { errors: [{ code: 'too-long' }] } });
    expect(await diagnose([{ ...evidence, reply: '[{,\\"'.repeat(15_000) }])).toMatchObject({ status: 200, body: [{ id: 'a' }] });
  });
});
