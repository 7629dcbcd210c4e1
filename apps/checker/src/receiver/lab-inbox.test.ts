import { describe, expect, it } from 'vitest';
import { LabInbox } from './lab-inbox.ts';
import type { ReceivedMail } from './start-receiver.ts';

const minute = 60_000;

function mail(id: number | string, changes: Partial<ReceivedMail> = {}, subject = 'Test'): ReceivedMail {
  return {
    messageId: `<${id}@x.lab.test>`,
    sender: 'anna@x.lab.test',
    arrival: { spf: 'pass', dkim: 'pass', dmarc: 'pass' },
    header: `Received: from smtp.x.lab.test\r\n by here; today\r\nFrom: anna@x.lab.test\r\nTo: bcc@in.test\r\nSubject: ${subject}`,
    ...changes,
  };
}

function openInbox() {
  const clock = { now: 0 };
  const inbox = new LabInbox(
    (address) => address.endsWith('.lab.test'),
    () => clock.now,
  );
  return { inbox, clock };
}

describe('the inbox of the demo', () => {
  it('shows the latest first, each with its whole header in the order in which it stands', () => {
    const { inbox } = openInbox();
    inbox.keep(mail(1));
    inbox.keep(mail(2));
    expect(inbox.messages.map(({ messageId }) => messageId)).toEqual(['<2@x.lab.test>', '<1@x.lab.test>']);
    expect(inbox.messages[0]).toMatchObject({ from: 'anna@x.lab.test', to: 'bcc@in.test', subject: 'Test', spf: 'pass', dkim: 'pass', dmarc: 'pass' });
    expect(inbox.messages[0]?.headers.slice(0, 2)).toEqual([
      { name: 'Received', value: 'from smtp.x.lab.test by here; today' },
      { name: 'From', value: 'anna@x.lab.test' },
    ]);
  });

  it.each([
    ['=?UTF-8?Q?Testmeddelande_fr=C3=A5n?= Inbox Connect', 'Testmeddelande från Inbox Connect'],
    ['=?utf-8?B?w6XDpA==?=\r\n =?utf-8?B?w7Y=?=', 'åäö'],
    ['=?iso-8859-1?q?=E5?= and =?no-such-set?q?=E5?=', 'å and =?no-such-set?q?=E5?='],
  ])('makes the subject %j readable', (encoded, readable) => {
    const { inbox } = openInbox();
    inbox.keep(mail(1, {}, encoded));
    expect(inbox.messages[0]?.subject).toBe(readable);
  });

  it.each([
    ['a stranger', { sender: 'anna@example.com' }],
    ['somebody who only writes the name of a lab account', { arrival: { spf: 'pass', dkim: 'none', dmarc: 'pass' } }],
    ['a lab account in the name of somebody else', { arrival: { spf: 'pass', dkim: 'pass', dmarc: 'fail' } }],
    ['a lab account with an endless header', { header: `X: ${'x'.repeat(20_000)}` }],
  ] as const)('keeps nothing from %s', (_who, changes) => {
    const { inbox } = openInbox();
    inbox.keep(mail(1, changes));
    expect(inbox.messages).toEqual([]);
  });

  it('keeps the last twenty, and none for longer than half an hour', () => {
    const { inbox, clock } = openInbox();
    for (let id = 1; id <= 25; id += 1) {
      clock.now = id * minute;
      inbox.keep(mail(id));
    }
    expect(inbox.messages).toHaveLength(20);
    clock.now = (25 + 29) * minute;
    expect(inbox.messages.map(({ messageId }) => messageId)).toEqual(['<25@x.lab.test>']);
    clock.now += minute;
    expect(inbox.messages).toEqual([]);
  });
});
