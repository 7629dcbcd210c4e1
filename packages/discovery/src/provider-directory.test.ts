import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { providerOfDomain, providerOfHost, providerOfMx, providers } from './provider-directory.ts';

describe('the directory', () => {
  it('is sorted, and names no provider, domain or MX host twice', () => {
    const ids = providers.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
    for (const names of [ids, providers.flatMap(({ domains }) => domains), providers.flatMap(({ mx }) => mx)]) {
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });

  it('has no server for a provider who offers neither protocol', () => {
    for (const { auth, imap, smtp } of providers) if (auth === 'unsupported') expect([imap, smtp]).toEqual([[], []]);
  });

  it('knows what the collected facts know, where they are at hand', () => {
    const facts = new URL('../../../../shared/providers/facts.json', import.meta.url);
    if (!existsSync(facts)) return console.info('The collected facts are not beside the repository: not compared.');
    for (const fact of JSON.parse(readFileSync(facts, 'utf8'))) {
      const provider = providers.find(({ id }) => id === fact.id);
      const { username } = provider ?? {};
      expect(provider, fact.id).toMatchObject({ name: fact.name, mx: fact.mxSuffixes });
      expect([provider?.imap ?? null, provider?.auth ?? null, username ?? null]).toEqual([fact.imap, fact.auth, fact.username]);
      expect(provider?.smtp?.map((server) => ({ ...server, ...(provider.smtpUsername && { username: provider.smtpUsername }) })) ?? null).toEqual(fact.smtp);
      for (const domain of fact.domains) expect(providerOfDomain(domain)?.id, domain).toBe(fact.id);
      for (const mx of fact.mxSuffixes) expect(providerOfMx(`a.b.${mx}`)?.id, mx).toBe(fact.id);
    }
  });
});

describe('the provider of a domain', () => {
  it.each([
    ['gmail.com', 'google'],
    ['GMail.Com', 'google'],
    ['hotmail.be', 'outlook'],
    ['contoso.onmicrosoft.com', 'microsoft365'],
    ['mail.contoso.onmicrosoft.com', 'microsoft365'],
    ['mail.gmail.com', undefined],
    ['notgmail.com', undefined],
    ['com', undefined],
    ['', undefined],
  ])('%s: %s', (domain, id) => expect(providerOfDomain(domain)?.id).toBe(id));
});

describe('the provider of an MX host', () => {
  it.each([
    ['aspmx.l.google.com', 'google'],
    ['ALT1.ASPMX.L.GOOGLE.COM.', 'google'],
    ['hotmail-com.olc.protection.outlook.com', 'outlook'],
    ['contoso-com.mail.protection.outlook.com', 'microsoft365'],
    ['contoso-com.p-v1.mx.microsoft', 'microsoft365'],
    ['mx-aol.mail.gm0.yahoodns.net', 'aol'],
    ['mta7.am0.yahoodns.net', 'yahoo'],
    ['mx.example.com', undefined],
    ['notl.google.com.example', undefined],
  ])('%s: %s', (host, id) => expect(providerOfMx(host)?.id).toBe(id));

  it('is found at once, however long the name', () => {
    expect(providerOfMx('a.'.repeat(50_000))).toBeUndefined();
  });
});

describe('the provider of a server', () => {
  it.each([
    ['imap.gmail.com', '', 'google'],
    ['imap.mail.yahoo.com', '', 'yahoo'],
    ['imap.mail.yahoo.com', 'rogers.com', 'rogers'],
    ['imap.mail.yahoo.com', 'example.com', 'yahoo'],
    ['outlook.office365.com', 'example.com', 'microsoft365'],
    ['outlook.office365.com', 'hotmail.com', 'outlook'],
    ['mail.inbox.lv', 'inbox.lv', 'inbox-lv'],
    ['mail.example.com', 'example.com', undefined],
    ['mail.example.com', 'inbox.lv', undefined],
    ['127.0.0.1', 'proton.me', 'proton'],
    ['127.0.0.1', 'example.com', undefined],
  ])('%s for an address at "%s": %s', (host, domain, id) => expect(providerOfHost(host, domain)?.id).toBe(id));
});
