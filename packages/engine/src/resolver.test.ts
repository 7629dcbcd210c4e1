import { type DnsAnswer, type DnsQuestion, startStubDnsServer } from '@inbox-connect/lab/stub-dns-server';
import { describe, expect, it } from 'vitest';
import { createResolver } from './resolver.ts';

const never = new AbortController().signal;

/** What a resolver says about a name whose server answers so: addresses, or a code. */
async function resolveWith(answer: (question: DnsQuestion) => DnsAnswer, host = 'imap.example.com', deadlineMs?: number) {
  await using server = await startStubDnsServer(answer);
  const resolver = createResolver({ servers: [server.address], ...(deadlineMs !== undefined && { deadlineMs }) });
  const result = await resolver.resolve(host, never).catch((error: unknown) => (error instanceof Error && 'code' in error ? error.code : error));
  return { result, questions: server.questions };
}

const byType =
  (AAAA: DnsAnswer, A: DnsAnswer) =>
  ({ type }: DnsQuestion): DnsAnswer =>
    type === 'AAAA' ? AAAA : A;

describe('a name with addresses', () => {
  it('is asked for once in each family', async () => {
    const { result, questions } = await resolveWith(byType(['2001:db8::1'], ['192.0.2.1']));
    expect(result).toEqual(['2001:db8::1', '192.0.2.1']);
    expect(questions.toSorted((left, right) => left.type.localeCompare(right.type))).toEqual([
      { name: 'imap.example.com', type: 'A' },
      { name: 'imap.example.com', type: 'AAAA' },
    ]);
  });

  it('gives the families by turns, each address once', async () => {
    const { result } = await resolveWith(byType(['2001:db8::1', '2001:db8::2', '2001:db8::1', '2001:db8::3'], ['192.0.2.1']));
    expect(result).toEqual(['2001:db8::1', '192.0.2.1', '2001:db8::2', '2001:db8::3']);
  });

  it('gives at most 16, of both families', async () => {
    const { result } = await resolveWith(
      byType(
        Array.from({ length: 14 }, (_, index) => `2001:db8::${index + 1}`),
        Array.from({ length: 30 }, (_, index) => `192.0.2.${index + 1}`),
      ),
    );
    expect(result).toHaveLength(16);
    expect(result).toContain('2001:db8::8');
    expect(result).toContain('192.0.2.8');
  });

  it.each<[string, DnsAnswer, DnsAnswer, string[]]>([
    ['no record for IPv6', [], ['192.0.2.1'], ['192.0.2.1']],
    ['no record for IPv4', ['2001:db8::1'], [], ['2001:db8::1']],
    ['a failure for IPv6', 'SERVFAIL', ['192.0.2.1'], ['192.0.2.1']],
    ['a name server that denies the name to IPv6', 'NXDOMAIN', ['192.0.2.1'], ['192.0.2.1']],
    ['a name server that ignores IPv6', 'silence', ['192.0.2.1'], ['192.0.2.1']],
  ])('needs only one family: %s', async (_, AAAA, A, addresses) => {
    expect((await resolveWith(byType(AAAA, A))).result).toEqual(addresses);
  });

  it('does not wait for the other family until it is asked for again', async () => {
    const { questions } = await resolveWith(byType('silence', ['192.0.2.1']), 'imap.example.com', 60_000);
    expect(questions).toHaveLength(2);
  });

  it('is asked for in the form of UTS 46', async () => {
    const { result, questions } = await resolveWith(byType([], ['192.0.2.1']), 'imap.Bücher.example');
    expect(result).toEqual(['192.0.2.1']);
    expect(questions[0]?.name).toBe('imap.xn--bcher-kva.example');
  });
});

describe('a name without addresses', () => {
  it.each<[DnsAnswer, DnsAnswer, string]>([
    ['NXDOMAIN', 'NXDOMAIN', 'ENOTFOUND'],
    [[], [], 'ENODATA'],
    ['NXDOMAIN', [], 'ENODATA'],
    [[], 'NXDOMAIN', 'ENODATA'],
    ['SERVFAIL', 'SERVFAIL', 'ESERVFAIL'],
    ['SERVFAIL', 'NXDOMAIN', 'ESERVFAIL'],
    ['NXDOMAIN', 'SERVFAIL', 'ESERVFAIL'],
    [[], 'REFUSED', 'EREFUSED'],
    ['silence', 'silence', 'ETIMEOUT'],
    ['silence', 'NXDOMAIN', 'ETIMEOUT'],
  ])('IPv6 %j, IPv4 %j: %s', async (AAAA, A, code) => {
    expect((await resolveWith(byType(AAAA, A), 'imap.example.com', 300)).result).toBe(code);
  });

  it('is not asked for when the grammar refuses it', async () => {
    const { result, questions } = await resolveWith(byType(['::1'], ['127.0.0.1']), 'localhost');
    expect(result).toBe('EBADNAME');
    expect(questions).toEqual([]);
  });

  it('is never taken from the hosts file', async () => {
    const { result } = await resolveWith(byType('NXDOMAIN', 'NXDOMAIN'), 'localhost.localdomain');
    expect(result).toBe('ENOTFOUND');
  });
});

describe('a look-up', () => {
  it('ends at once when its signal aborts', async () => {
    await using server = await startStubDnsServer(() => 'silence');
    const resolver = createResolver({ servers: [server.address], deadlineMs: 60_000 });
    const abort = new AbortController();
    const outcome = resolver.resolve('imap.example.com', abort.signal);
    while (server.questions.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    await expect(outcome).rejects.toMatchObject({ code: 'ECANCELLED' });
    // Had it gone on, it would have asked again.
    expect(server.questions).toHaveLength(2);
    await expect(resolver.resolve('imap.example.com', abort.signal)).rejects.toMatchObject({ code: 'ECANCELLED' });
  });

  it('does not cancel another one', async () => {
    await using server = await startStubDnsServer(({ name }) => (name.startsWith('silent') ? 'silence' : ['192.0.2.1', '192.0.2.2']));
    const resolver = createResolver({ servers: [server.address], deadlineMs: 60_000 });
    const abort = new AbortController();
    const silent = resolver.resolve('silent.example.com', abort.signal);
    const other = resolver.resolve('imap.example.com', never);
    abort.abort();
    await expect(silent).rejects.toMatchObject({ code: 'ECANCELLED' });
    await expect(other).resolves.toContain('192.0.2.1');
  });

  it('needs servers that are addresses', () => {
    expect(() => createResolver({ servers: ['dns.example.com'] })).toThrow();
    expect(() => createResolver({ servers: ['[2001:db8::53]:5353', '192.0.2.53'] })).not.toThrow();
  });
});
