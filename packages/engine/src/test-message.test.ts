import { describe, expect, it } from 'vitest';
import { checkWith } from './testing/check-with.ts';
import { receiver } from './testing/run-check.ts';
import type { SmtpAnswers } from './testing/scripts.ts';

describe('the test message', () => {
  it('is whole, ours and no more than it must be', async () => {
    const { smtp, facts } = await checkWith({
      testMessage: { recipient: 'bcc@operator.test', message: { subject: 'Prüfung', text: 'Ett\n.\ntvå' }, receiver },
    });
    const start = smtp.received.indexOf('DATA');
    const message = smtp.received.slice(start + 1, -1);
    const accepted = facts('smtp', 'send').find(({ type }) => type === 'message-accepted');
    expect(accepted).toMatchObject({ recipient: 'bcc@operator.test', messageId: expect.stringMatching(/^<[0-9a-f-]{36}@example\.test>$/) });
    expect(message).toEqual(
      expect.arrayContaining([
        'From: alice@example.test',
        'To: bcc@operator.test',
        'Auto-Submitted: auto-generated',
        'Content-Type: text/plain; charset=utf-8',
      ]),
    );
    expect(message.filter((line) => line === '.')).toHaveLength(1);
    expect(message.some((line) => accepted?.type === 'message-accepted' && line === `Message-ID: ${accepted.messageId}`)).toBe(true);
  });

  it('names domains of other scripts so that any server understands', async () => {
    const { smtp } = await checkWith({ settings: { email: 'alice@exempel-åäö.test' } });
    expect(smtp.received).toContain('MAIL FROM:<alice@xn--exempel--7zaj2q.test>');
  });

  it('goes one command at a time to a server without PIPELINING', async () => {
    const { end, facts } = await checkWith({ smtp: { EHLO: () => '250-mx\r\n250 AUTH PLAIN\r\n' } });
    expect(end.outcome).toBe('connected');
    expect(facts('smtp', 'send')).toHaveLength(5);
  });

  it.each<[string, SmtpAnswers, string]>([
    [
      'its sender',
      {
        MAIL: () => '553 5.7.1 Sender address rejected: not owned by user\r\n',
        RCPT: () => '503 5.5.1 Bad sequence\r\n',
        DATA: () => '503 5.5.1 Bad sequence\r\n',
      },
      'sender-rejected',
    ],
    ['its recipient', { RCPT: () => '554 5.7.1 Relay access denied\r\n', DATA: () => '554 5.5.1 No valid recipients\r\n' }, 'relay-denied'],
    [
      'what it says',
      {
        DATA: async (_, peer) => {
          peer.send('354 go on\r\n');
          while ((await peer.line()) !== '.');
          return '554 5.7.1 Spam message rejected\r\n';
        },
      },
      'message-rejected',
    ],
  ])('fails when the server does not want %s', async (_, smtp, cause) => {
    const { stage, report, end } = await checkWith({ smtp });
    expect([stage('smtp', 'send'), stage('smtp', 'arrive')]).toEqual(['failed', 'earlier-stage-failed']);
    expect(report.problems).toMatchObject([{ service: 'smtp', stage: 'send', cause, error: 'test-message-failed' }]);
    expect(end.outcome).toBe('failed');
  });

  it('that the receiver of another cannot see is not waited for', async () => {
    const { stage, end } = await checkWith({
      testMessage: { recipient: 'bcc@operator.test', message: { subject: 'Test', text: 'Test' }, receiver: undefined },
    });
    expect([stage('smtp', 'send'), stage('smtp', 'arrive'), end.outcome]).toEqual(['passed', 'foreign-recipient', 'connected']);
  });

  it('is not sent when the person does not want it, or when there is nobody to send it to', async () => {
    const off = await checkWith({ settings: { sendTestMessage: false } });
    expect([off.stage('smtp', 'send'), off.stage('smtp', 'arrive'), off.end.outcome]).toEqual(['test-message-off', 'test-message-off', 'connected']);
    const nobody = await checkWith({ testMessage: { skipped: 'no-recipient' } });
    expect([nobody.stage('smtp', 'send'), nobody.stage('smtp', 'arrive'), nobody.end.outcome]).toEqual(['no-recipient', 'no-recipient', 'connected']);
    expect(nobody.smtp.received.join('\n')).not.toContain('MAIL FROM');
  });

  it('tells an exception of ours by its reference', async () => {
    const errors: unknown[] = [];
    const broken = { arrivalOf: () => Promise.reject(new Error('the receiver broke')) };
    const { facts, end, report } = await checkWith({
      testMessage: { recipient: 'bcc@operator.test', message: { subject: 'Test', text: 'Test' }, receiver: broken },
      onInternalError: (error) => errors.push(error),
    });
    expect(errors).toMatchObject([{ message: 'the receiver broke' }]);
    expect(facts('smtp', 'arrive')).toMatchObject([{ type: 'internal-error', reference: expect.any(String) }]);
    expect(report.problems).toMatchObject([{ cause: 'unexplained', owner: 'us' }]);
    expect(end.outcome).toBe('failed');
    expect(JSON.stringify(report)).not.toContain('the receiver broke');
  });
});
