import { discoverServers } from '@inbox-connect/client';
import { describe, expect, it } from 'vitest';
import { serveFake } from '../testing/serve-fake.ts';

function discover(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${url}/api/discover`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
}

const found = (baseUrl: string, email: string) => discoverServers(email, { baseUrl });

const imap = [{ host: 'mail.example.com', port: 993, security: 'tls' as const, username: '%EMAILLOCALPART%' }];
const preset = { trusted: true, imap, smtp: [{ host: 'mail.example.com', port: 465, security: 'tls' as const, username: '%EMAILLOCALPART%' }] };

describe('POST /api/discover', () => {
  it('answers what our directory knows', async () => {
    await using service = await serveFake();
    expect(await found(service.url, 'anna@fastmail.com')).toMatchObject({
      provider: { id: 'fastmail', auth: 'app-password' },
      candidates: [{ source: 'directory', trusted: true, imap: [{ host: 'imap.fastmail.com', username: 'anna@fastmail.com' }] }],
    });
  });

  it('answers with nothing but what was tried when nothing is found', async () => {
    await using service = await serveFake();
    const { provider, candidates, tried } = await found(service.url, 'anna@example.com');
    expect([provider, candidates, tried.length]).toEqual([undefined, [], 10]);
  });

  it.each<[unknown, string, string]>([
    [{}, 'email', 'missing'],
    [{ email: 'anna' }, 'email', 'not-an-address'],
    [{ email: 'anna@example.com@example.com' }, 'email', 'not-an-address'],
    [{ email: 'an na@example.com' }, 'email', 'not-an-address'],
    [{ email: 'anna@[192.0.2.1]' }, 'email', 'not-an-address'],
    [{ email: 'anna@192.0.2.1' }, 'email', 'not-an-address'],
    [{ email: 5 }, 'email', 'wrong-type'],
    [{ email: 'anna@example.com', password: 'x' }, 'password', 'unknown-field'],
    [[], '', 'wrong-type'],
  ])('refuses %j', async (body, field, code) => {
    await using service = await serveFake();
    const response = await discover(service.url, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ field, code }] });
  });

  it('asks about a domain once, for however many addresses', async () => {
    const asked: string[] = [];
    const records = {
      mx: async (name: string) => {
        asked.push(name);
        return [{ priority: 0, exchange: 'aspmx.l.google.com' }];
      },
      srv: async () => [],
      txt: async () => [],
      cname: async () => [],
    };
    await using service = await serveFake({ world: { records } });
    const answers = await Promise.all(['anna', 'bea', 'carl'].map((name) => found(service.url, `${name}@example.com`)));
    answers.push(await found(service.url, 'dora@EXAMPLE.com'));
    expect(answers.map(({ candidates }) => candidates[0]?.imap[0]?.username)).toEqual([
      'anna@example.com',
      'bea@example.com',
      'carl@example.com',
      'dora@EXAMPLE.com',
    ]);
    expect(asked).toEqual(['example.com']);
  });

  it('asks again where name servers gave no answer', async () => {
    let asked = 0;
    const mx = async () => {
      asked += 1;
      return 'unreachable' as const;
    };
    const records = { mx, srv: async () => [], txt: async () => [], cname: async () => [] };
    await using service = await serveFake({ world: { records } });
    await found(service.url, 'anna@example.com');
    await found(service.url, 'anna@example.com');
    expect(asked).toBe(2);
  });

  it('lets a preset count at once', async () => {
    let isSet = false;
    await using service = await serveFake({ world: { presetOf: () => (isSet ? preset : undefined), greets: async () => true } });
    expect((await found(service.url, 'anna@example.com')).candidates[0]?.source).toBe('guess');
    isSet = true;
    expect((await found(service.url, 'anna@example.com')).candidates[0]).toMatchObject({ source: 'preset', imap: [{ username: 'anna' }] });
  });

  it('lets one client ask so often, and no more', async () => {
    await using service = await serveFake();
    const statuses: number[] = [];
    for (let index = 0; index < 121; index += 1) statuses.push((await discover(service.url, { email: 'anna@gmail.com' })).status);
    expect(statuses.slice(0, 120).every((status) => status === 200)).toBe(true);
    const refused = await discover(service.url, { email: 'anna@gmail.com' });
    expect([statuses.at(-1), refused.status]).toEqual([429, 429]);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it('is for our own page and for programs', async () => {
    await using service = await serveFake();
    expect((await discover(service.url, { email: 'anna@gmail.com' }, { Origin: 'https://example.com' })).status).toBe(403);
  });
});
