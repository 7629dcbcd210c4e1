import { createSecureContext } from 'node:tls';
import { connectionSettingsSchema } from '@inbox-connect/core';
import type { Receiver } from '@inbox-connect/engine';
import { describe, expect, it } from 'vitest';
import { planTestMessage } from './plan-test-message.ts';

const receiver: Receiver = { arrivalOf: () => new Promise(() => {}) };
const labHost = { addresses: ['127.0.0.1'], target: () => ({ address: '127.0.0.1', port: 1 }), secureContext: createSecureContext() };
const lab = {
  isLabAddress: (address: string) => address.endsWith('.lab.test'),
  privateHost: (host: string) => (host.endsWith('.lab.test') ? labHost : undefined),
};

function settingsOf(email: string, smtpHost = 'smtp.x.lab.test') {
  return connectionSettingsSchema.parse({
    email,
    locale: 'nl',
    imap: { host: 'imap.example.com', port: 993, security: 'tls' },
    smtp: { host: smtpHost, port: 465, security: 'tls' },
  });
}

function plan(email: string, bccAddress?: string, receiverDomain?: string, smtpHost?: string) {
  return planTestMessage(settingsOf(email, smtpHost), { config: { bccAddress, receiverDomain }, lab, receiver });
}

describe('where the test message goes', () => {
  it.each([
    ['nowhere when the operator has no address', plan('a@example.com'), { skipped: 'no-recipient' }],
    [
      'to a foreign address, where nobody sees it arrive',
      plan('a@example.com', 'bcc@elsewhere.test'),
      { recipient: 'bcc@elsewhere.test', receiver: undefined },
    ],
    ['to the built-in receiver', plan('a@example.com', undefined, 'in.test'), { recipient: 'bcc@in.test', receiver }],
    [
      'to the address that the operator chose at the built-in receiver',
      plan('a@example.com', 'Inbox@In.Test', 'in.test'),
      { recipient: 'Inbox@In.Test', receiver },
    ],
    [
      'to a foreign address also beside a receiver',
      plan('a@example.com', 'bcc@elsewhere.test', 'in.test'),
      { recipient: 'bcc@elsewhere.test', receiver: undefined },
    ],
    ['to the operator’s address from the lab, too', plan('a@x.lab.test', 'bcc@elsewhere.test'), { recipient: 'bcc@elsewhere.test', receiver: undefined }],
    ['within the lab for its accounts when the operator has no address', plan('a@x.lab.test'), { recipient: 'bcc@workspace.lab.test', receiver }],
    ['nowhere from the lab through a server that is not of it', plan('a@x.lab.test', undefined, undefined, 'smtp.example.com'), { skipped: 'no-recipient' }],
  ])('%s', (_where, planned, expected) => {
    expect(planned).toMatchObject(expected);
  });

  it('is never a person’s choice in a lab that is off', () => {
    const off = planTestMessage(settingsOf('a@x.lab.test'), {
      config: { bccAddress: undefined, receiverDomain: undefined },
      lab: undefined,
      receiver: undefined,
    });
    expect(off).toEqual({ skipped: 'no-recipient' });
  });

  it('is written in the person’s language and names the inbox', () => {
    const [english, dutch] = (['en', 'nl'] as const).map((locale) =>
      planTestMessage({ ...settingsOf('a@x.lab.test'), locale }, { config: { bccAddress: undefined, receiverDomain: undefined }, lab, receiver }),
    );
    expect(english).not.toEqual(dutch);
    expect(JSON.stringify(dutch)).toContain('a@x.lab.test');
  });
});
