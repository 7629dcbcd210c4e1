import { discoverySchema, discoverySourceSchema } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { autoconfigFile, startWorld } from './testing/world.ts';

const email = 'alice@example.com';
const at = (domain: string, username = email) => ({
  imap: [{ host: `imap.${domain}`, port: 993, security: 'tls', username }],
  smtp: [{ host: `smtp.${domain}`, port: 465, security: 'tls', username }],
});
const mx = (name: string, ...exchanges: string[]) =>
  exchanges.map((exchange, index) => ({ name, type: 'MX' as const, ttl: 60, data: { preference: index * 10, exchange } }));
const srv = (service: string, target: string, port: number, priority = 0, weight = 0) => ({
  name: `_${service}._tcp.example.com`,
  type: 'SRV' as const,
  ttl: 60,
  data: { target, port, priority, weight },
});
const autoconfig = 'https://autoconfig.example.com/mail/config-v1.1.xml';
const wellKnown = 'https://example.com/.well-known/autoconfig/mail/config-v1.1.xml';

describe('each source alone', () => {
  it('preset: what the operator has set, and nobody is asked', async () => {
    const suggestion = {
      trusted: true,
      imap: [{ host: 'mail.example.com', port: 143, security: 'starttls' as const, username: '%EMAILLOCALPART%' }],
      smtp: [{ host: 'mail.example.com', port: 587, security: 'starttls' as const, username: '%EMAILLOCALPART%' }],
      allowNonSecureCertificate: true,
    };
    await using world = await startWorld({ context: { presetOf: (domain) => (domain === 'example.com' ? suggestion : undefined) } });
    const { discovery } = await world.discover(email);
    expect(discovery.candidates).toMatchObject([
      { source: 'preset', trusted: true, allowNonSecureCertificate: true, imap: [{ host: 'mail.example.com', username: 'alice' }] },
    ]);
    expect(world.dns.questions).toEqual([]);
  });

  it('directory: a known provider, and nobody is asked', async () => {
    await using world = await startWorld();
    const { discovery, events } = await world.discover('alice@gmail.com');
    expect(discovery.provider).toMatchObject({ id: 'google', auth: 'app-password', appPasswordHelp: expect.any(String) });
    expect(discovery.candidates).toMatchObject([{ source: 'directory', trusted: true, imap: [{ host: 'imap.gmail.com', username: 'alice@gmail.com' }] }]);
    expect(world.dns.questions).toEqual([]);
    expect(world.requests).toEqual([]);
    expect(events.map(({ source, outcome }) => [source, outcome])).toEqual(
      discoverySourceSchema.options.map((source) => [source, { preset: 'not-found', directory: 'found' }[source as string] ?? 'not-needed']),
    );
  });

  it('directory-mx: the provider who receives the mail; the MX host itself is no candidate', async () => {
    await using world = await startWorld({ dns: { 'example.com MX': mx('example.com', 'aspmx.l.google.com', 'alt1.aspmx.l.google.com') } });
    const { discovery } = await world.discover(email);
    expect(discovery.provider?.id).toBe('google');
    expect(discovery.candidates).toMatchObject([{ source: 'directory-mx', imap: [{ host: 'imap.gmail.com', username: email }] }]);
    expect(JSON.stringify(discovery.candidates)).not.toContain('aspmx');
  });

  it.each([
    ['autoconfig', autoconfig],
    ['well-known', wellKnown],
    ['ispdb', 'https://ispdb.test/v1.1/example.com'],
  ])('%s: a file over HTTPS', async (source, address) => {
    await using world = await startWorld({ web: { [address]: autoconfigFile('example.com') } });
    const { discovery } = await world.discover(email);
    expect(discovery.candidates).toEqual([{ source, trusted: true, ...at('example.com') }]);
    expect(discovery).not.toHaveProperty('provider');
    expect(world.requests.join()).not.toContain('alice');
  });

  it('autoconfig: a file on plain HTTP only is not trusted', async () => {
    await using world = await startWorld({ web: { [autoconfig.replace('https', 'http')]: autoconfigFile('example.net') } });
    const { discovery } = await world.discover(email);
    expect(discovery.candidates).toEqual([{ source: 'autoconfig', trusted: false, ...at('example.net'), unconfirmedDomains: ['example.net'] }]);
    expect(world.requests.indexOf(autoconfig)).toBeLessThan(world.requests.indexOf(autoconfig.replace('https', 'http')));
  });

  it('ispdb-mx: the file for the registrable domain of the first mail host', async () => {
    await using world = await startWorld({
      dns: { 'example.com MX': mx('example.com', 'mx1.eu.hoster.co.uk') },
      web: { 'https://ispdb.test/v1.1/hoster.co.uk': autoconfigFile('hoster.co.uk') },
    });
    const { discovery } = await world.discover(email);
    expect(discovery.candidates).toEqual([{ source: 'ispdb-mx', trusted: true, ...at('hoster.co.uk') }]);
  });

  it('srv: by priority, implicit TLS and weight; other people’s servers are to be confirmed', async () => {
    await using world = await startWorld({
      dns: {
        '_imaps._tcp.example.com SRV': [
          srv('imaps', 'late.example.com', 993, 10),
          srv('imaps', 'light.example.com', 993, 0, 1),
          srv('imaps', 'heavy.example.com', 993, 0, 9),
        ],
        '_imap._tcp.example.com SRV': [srv('imap', 'clear.example.com', 143, 0, 99)],
        '_submission._tcp.example.com SRV': [srv('submission', 'smtp.hoster.net', 587)],
      },
    });
    const { discovery } = await world.discover(email);
    expect(discovery.candidates).toEqual([
      {
        source: 'srv',
        trusted: false,
        imap: [
          { host: 'heavy.example.com', port: 993, security: 'tls', username: email },
          { host: 'light.example.com', port: 993, security: 'tls', username: email },
          { host: 'clear.example.com', port: 143, security: 'starttls', username: email },
          { host: 'late.example.com', port: 993, security: 'tls', username: email },
        ],
        smtp: [{ host: 'smtp.hoster.net', port: 587, security: 'starttls', username: email }],
        unconfirmedDomains: ['hoster.net'],
      },
    ]);
  });

  it('srv: a target of "." is no server', async () => {
    await using world = await startWorld({
      dns: { '_imaps._tcp.example.com SRV': [srv('imaps', '.', 0)], '_imap._tcp.example.com SRV': [srv('imap', '.', 0)] },
    });
    const { discovery } = await world.discover(email);
    expect(discovery.candidates).toEqual([]);
    expect(discovery.tried).toContainEqual({ source: 'srv', outcome: 'not-offered', durationMs: expect.any(Number) });
  });

  it.each([
    [
      'autodiscover',
      { 'autodiscover.example.com CNAME': [{ name: 'autodiscover.example.com', type: 'CNAME' as const, ttl: 60, data: 'autodiscover.outlook.com' }] },
    ],
    ['SPF', { 'example.com TXT': [{ name: 'example.com', type: 'TXT' as const, ttl: 60, data: ['v=spf1 include:spf.protection.out', 'look.com -all'] }] }],
  ])('microsoft: by %s', async (_, dns) => {
    await using world = await startWorld({ dns });
    const { discovery } = await world.discover(email);
    expect(discovery).toMatchObject({
      provider: { id: 'microsoft365', auth: 'oauth-only' },
      candidates: [{ source: 'microsoft', imap: [{ host: 'outlook.office365.com' }] }],
    });
  });

  it('guess: the first usual name where a server greets', async () => {
    const asked: string[] = [];
    const greets = async (service: string, { host, port }: { host: string; port: number }) => {
      asked.push(`${service} ${host}:${port}`);
      return ['mail.example.com:993', 'example.com:993', 'mail.example.com:587'].includes(`${host}:${port}`);
    };
    await using world = await startWorld({ context: { greets } });
    const { discovery } = await world.discover(email);
    expect(discovery.candidates).toEqual([
      {
        source: 'guess',
        trusted: false,
        imap: [{ host: 'mail.example.com', port: 993, security: 'tls', username: email }],
        smtp: [{ host: 'mail.example.com', port: 587, security: 'starttls', username: email }],
      },
    ]);
    expect(asked).not.toContain('smtp smtp.example.com:25');
  });
});

describe('where sources disagree', () => {
  it('the one that counts more comes first, and the others stand behind it', async () => {
    const slow = (body: string) => (_: unknown, response: import('node:http').ServerResponse) => void setTimeout(() => response.end(body), 150);
    await using world = await startWorld({
      web: {
        [autoconfig]: slow(autoconfigFile('first.example.com')),
        [wellKnown]: autoconfigFile('second.example.com'),
        'https://ispdb.test/v1.1/example.com': autoconfigFile('third.example.com'),
      },
    });
    const { discovery, events } = await world.discover(email);
    expect(discovery.candidates.map(({ source }) => source)).toEqual(['autoconfig', 'well-known', 'ispdb']);
    expect(events.findIndex(({ source }) => source === 'autoconfig')).toBeGreaterThan(events.findIndex(({ source }) => source === 'ispdb'));
  });

  it('a better one that is slow is waited for no longer than the grace', async () => {
    await using world = await startWorld({
      web: { [autoconfig]: () => undefined, 'https://ispdb.test/v1.1/example.com': autoconfigFile('example.com') },
      context: { limits: { grace: 100, document: 30_000 } },
    });
    const { discovery } = await world.discover(email);
    expect(discovery.candidates.map(({ source }) => source)).toEqual(['ispdb']);
    expect(discovery.tried.find(({ source }) => source === 'autoconfig')?.outcome).toBe('timeout');
    await expect.poll(() => world.openConnections()).toBe(0);
  });

  it('nobody is guessed at while others answer', async () => {
    let asked = 0;
    const greets = async () => {
      asked += 1;
      return true;
    };
    await using world = await startWorld({ web: { [autoconfig]: autoconfigFile('example.com') }, context: { greets, limits: { beforeGuess: 30_000 } } });
    const { discovery } = await world.discover(email);
    expect(discovery.tried.at(-1)).toEqual({ source: 'guess', outcome: 'not-needed', durationMs: expect.any(Number) });
    expect(asked).toBe(0);
  });

  it('a source with only one server waits behind those that name both', async () => {
    await using world = await startWorld({
      dns: { '_imaps._tcp.example.com SRV': [srv('imaps', 'imap.example.com', 993)] },
      context: { greets: async () => true },
    });
    const { discovery } = await world.discover(email);
    expect(discovery.candidates.map(({ source }) => source)).toEqual(['guess', 'srv']);
  });
});

describe('a provider without IMAP', () => {
  it.each([
    ['alice@tuta.com', 'unsupported'],
    ['alice@proton.me', 'bridge'],
  ])('%s: is told at once, and nothing is dialled', async (address, auth) => {
    await using world = await startWorld();
    const { discovery } = await world.discover(address);
    expect(discovery).toMatchObject({ provider: { auth }, candidates: [] });
    expect(discovery.tried[1]).toMatchObject({ source: 'directory', outcome: 'not-offered' });
    expect(world.dns.questions).toEqual([]);
  });
});

describe('when nothing answers', () => {
  it('it ends after its time, with nothing open', async () => {
    await using world = await startWorld({
      dns: () => 'silence',
      web: { [autoconfig]: () => undefined, [wellKnown]: () => undefined },
      context: { limits: { total: 300, document: 30_000 } },
    });
    const { discovery } = await world.discover(email);
    expect(discovery.candidates).toEqual([]);
    expect(discovery.tried.filter(({ outcome }) => outcome === 'timeout').map(({ source }) => source)).toEqual(
      expect.arrayContaining(['directory-mx', 'autoconfig', 'well-known', 'srv']),
    );
    await expect.poll(() => world.openConnections()).toBe(0);
  });

  it.each(['SERVFAIL', 'truncated'] as const)('name servers that say %s are told as no answer, not as nothing found', async (answer) => {
    await using world = await startWorld({ dns: () => answer });
    const { discovery } = await world.discover(email);
    expect(discovery.tried.filter(({ outcome }) => outcome === 'unreachable').map(({ source }) => source)).toEqual([
      'directory-mx',
      'ispdb-mx',
      'srv',
      'microsoft',
    ]);
  });

  it('it follows the signal', async () => {
    const abort = new AbortController();
    await using world = await startWorld({ dns: () => 'silence', context: { signal: abort.signal } });
    const running = world.discover(email);
    await expect.poll(() => world.dns.questions.length).toBeGreaterThan(3);
    abort.abort();
    expect((await running).discovery.candidates).toEqual([]);
  });
});

describe('an address', () => {
  it('of an international domain is asked about in ASCII, and the name that signs in stays as it was typed', async () => {
    await using world = await startWorld({ dns: { 'xn--bcher-kva.example MX': mx('xn--bcher-kva.example', 'aspmx.l.google.com') } });
    const { discovery } = await world.discover('anna@bücher.example');
    expect(discovery.candidates[0]?.imap[0]).toEqual({ host: 'imap.gmail.com', port: 993, security: 'tls', username: 'anna@bücher.example' });
  });

  it('whose domain has no ASCII form is asked about nowhere', async () => {
    await using world = await startWorld();
    expect((await world.discover('anna@exa mple.com')).discovery).toEqual({ candidates: [], tried: [] });
    expect((await world.discover(`anna@${'a'.repeat(64 * 1024)}.example`)).discovery).toEqual({ candidates: [], tried: [] });
    expect(world.dns.questions).toEqual([]);
  });
});

it('answers in the form of the contract', async () => {
  await using world = await startWorld({ web: { [autoconfig]: autoconfigFile('example.com') } });
  for (const address of [email, 'alice@gmx.de', 'alice@tuta.com']) {
    const { discovery } = await world.discover(address);
    expect(discoverySchema.parse(discovery)).toEqual(discovery);
    expect(discovery.tried.map(({ source }) => source)).toEqual(discoverySourceSchema.options);
  }
});
