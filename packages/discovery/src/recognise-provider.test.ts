import { recognisedProviderSchema } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { providers } from './provider-directory.ts';
import { describeProvider, recogniseProvider } from './recognise-provider.ts';

describe('a provider is recognised', () => {
  it('by its server, whatever the address is', () => {
    expect(recogniseProvider('imap.gmail.com', 'alice@example.com')).toMatchObject({ id: 'google', auth: 'app-password', appPasswordHelp: expect.any(String) });
  });

  it('by the address, when the server is another one of the same provider', () => {
    expect(recogniseProvider('mail.gmail.com', 'alice@gmail.com')?.id).toBe('google');
    expect(recogniseProvider('imap4.gmx.net', 'alice@gmx.de')?.id).toBe('gmx');
  });

  it('never by the address, when the server is somebody else’s', () => {
    expect(recogniseProvider('mail.example.com', 'alice@gmail.com')).toBeUndefined();
    expect(recogniseProvider('imap.gmail.com.example.org', 'alice@gmail.com')).toBeUndefined();
    expect(recogniseProvider('192.0.2.1', 'alice@gmail.com')).toBeUndefined();
  });

  it('with nothing where nothing is known', () => {
    expect(recogniseProvider('mail.example.com', 'alice@example.com')).toBeUndefined();
  });
});

describe('what is told about a provider', () => {
  it('follows the schema for every one, and leaves out servers without encryption', () => {
    for (const provider of providers) {
      const described = describeProvider(provider, 'example.com');
      expect(recognisedProviderSchema.parse(described)).toEqual(described);
      expect([...described.imap, ...described.smtp].filter(({ security, host }) => security === 'none' || host.includes('%'))).toEqual([]);
    }
  });

  it('says that IMAP has to be switched on, and where', () => {
    expect(recogniseProvider('imap.gmx.net', 'alice@gmx.de')).toMatchObject({ imapMustBeEnabled: true, enableImapHelp: expect.stringContaining('gmx') });
    expect(recogniseProvider('imap.gmail.com', 'alice@gmail.com')).not.toHaveProperty('enableImapHelp');
  });

  it('names the other form of user name that sending wants', () => {
    const icloud = recogniseProvider('imap.mail.me.com', 'alice@icloud.com');
    expect(icloud).toMatchObject({ username: 'local-part', smtp: [{ host: 'smtp.mail.me.com', username: 'email' }] });
    expect(icloud?.imap[0]).not.toHaveProperty('username');
  });
});
