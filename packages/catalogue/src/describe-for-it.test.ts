import { describeStop, type ErrorId, errorIdSchema, type Problem } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { describeForIt, loadCatalogue } from './index.ts';

const catalogue = await loadCatalogue('en');
const settings = {
  email: 'anna.lind@example.se',
  username: 'lind01',
  imap: { host: 'imap.example.se', port: 993, security: 'tls' },
  smtp: { host: 'smtp.example.se', port: 25, security: 'starttls' },
} as const;
const problem: Problem = {
  ...describeStop({ service: 'smtp', stage: 'connect' }, 'cancelled'),
  cause: 'connection-timeout',
  error: 'smtp-settings-incorrect',
  evidence: [
    { type: 'connection-attempted', address: '192.0.2.20', port: 25, outcome: 'failed', code: 'ETIMEDOUT', durationMs: 10_000 },
    { type: 'endpoint-probed', host: 'smtp.example.se', port: 587, security: 'starttls', outcome: 'answered', durationMs: 40 },
    { type: 'endpoint-probed', host: 'smtp.example.se', port: 465, security: 'tls', outcome: 'failed', reason: 'refused', durationMs: 4 },
  ],
};
const matter = {
  problem,
  settings,
  config: { egressAddresses: ['198.51.100.7', '198.51.100.8'] },
  now: new Date('2026-11-25T07:16:05Z'),
  timeZone: 'Europe/Stockholm',
};

describe('The message to IT', () => {
  it('says what failed, where, when, what was seen, what would work, whom to let in and what to look at', () => {
    expect(describeForIt(catalogue, matter)).toBe(`Hello,

Inbox Connect tried to connect an inbox at example.se and did not get past step 3 of 5. Could you look at it?

Error: SMTP settings incorrect (smtp-settings-incorrect)
What happened: smtp.example.se did not answer in time on port 25
SMTP server: smtp.example.se, port 25, STARTTLS
Time: 25 Nov 2026, 07:16:05 UTC (25 Nov 2026, 08:16:05 CET)

What we saw:
    192.0.2.20 port 25 did not answer within 10 s

What we tried afterwards, without a password, and found to answer:
    smtp.example.se port 587, STARTTLS answers

Addresses that we connect from, for an allowlist:
    198.51.100.7
    198.51.100.8

What to look at:
- Are smtp.example.se and port 25 right for SMTP?
- Does a firewall let the addresses that we connect from reach port 25?
- Does the SMTP server offer SSL/TLS or STARTTLS with TLS 1.2 or newer?`);
  });

  it('names the domain but never the person, also when the server does', () => {
    const reply = '535 5.7.8 lind01 (anna.lind@example.se): authentication failed';
    const refused: Problem = {
      ...problem,
      cause: 'sender-rejected',
      evidence: [{ type: 'server-replied', command: 'AUTH PLAIN', ok: false, status: '535', reply }],
    };
    const text = describeForIt(catalogue, { ...matter, problem: refused });
    expect(text).toContain('535 5.7.8 … (…@example.se): authentication failed');
    expect(text).not.toMatch(/anna|lind/);
  });

  it.each<ErrorId>(errorIdSchema.options)('has something to look at for %s, and no place left empty', (error) => {
    const text = describeForIt(catalogue, { ...matter, problem: { ...problem, error } });
    expect(text.split('What to look at:\n')[1]).toMatch(/^- /);
    expect(text).not.toMatch(/\{\{|undefined/);
  });

  it('leaves out what is not known', () => {
    const text = describeForIt(catalogue, { ...matter, problem: { ...problem, evidence: [] }, config: { egressAddresses: [] } });
    expect(text).not.toMatch(/What we saw|What we tried|for an allowlist/);
  });
});
