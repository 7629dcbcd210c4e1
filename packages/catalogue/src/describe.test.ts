import { describeStop, type Observation, type Problem, type StageRecord } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { describeObservation, describeProblem, describeRemedy, describeStage, loadCatalogue, renderTestMessage } from './index.ts';

const catalogue = await loadCatalogue('en');
const now = new Date('2026-11-21T12:00:00Z');
const leaf = {
  subject: 'CN=mail.example.se',
  names: ['mail.example.se', 'imap.example.se'],
  issuer: 'CN=Some Authority',
  validFrom: '2026-10-21T12:00:00Z',
  validTo: '2027-01-21T12:00:00Z',
  fingerprint256: 'ab'.repeat(32),
};
const settings = {
  email: 'anna@example.se',
  imap: { host: 'mail.example.se', port: 993, security: 'tls' },
  smtp: { host: 'mail.example.se', port: 587, security: 'starttls' },
} as const;

describe('A fact is one short line', () => {
  const attempt = { type: 'connection-attempted', address: '192.0.2.20', port: 25, durationMs: 10_000 } as const;
  const reply = { type: 'server-replied', command: 'AUTH PLAIN', ok: false, status: '535', reply: '535 5.7.8 <b>No</b>' } as const;
  const certificate = { type: 'certificate-presented', host: 'mail.example.se', chain: [leaf] } as const;

  it.each<[Observation, string]>([
    [{ type: 'addresses-resolved', host: 'a.example', addresses: ['192.0.2.14', '2001:db8::14'] }, '192.0.2.14, 2001:db8::14'],
    [{ type: 'addresses-resolved', host: 'a.example', addresses: ['192.0.2.1', '192.0.2.2', '192.0.2.3'] }, '192.0.2.1, 192.0.2.2 and 1 more'],
    [{ type: 'resolve-failed', host: 'a.example', code: 'ENOTFOUND' }, 'no mail server has the name a.example'],
    [{ type: 'resolve-failed', host: 'a.example', code: 'ETIMEOUT' }, 'the name servers gave no answer (ETIMEOUT)'],
    [{ ...attempt, outcome: 'failed', code: 'ETIMEDOUT' }, '192.0.2.20 port 25 did not answer within 10 s'],
    [{ ...attempt, outcome: 'failed', code: 'EMFILE' }, '192.0.2.20 port 25 could not be reached (EMFILE)'],
    [{ ...attempt, outcome: 'connected' }, '192.0.2.20 port 25'],
    [{ type: 'tls-established', version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' }, 'TLS 1.3'],
    [{ ...certificate, chain: [leaf], defects: [], decision: 'valid' }, 'certificate valid 61 days'],
    [{ ...certificate, chain: [leaf], defects: ['certificate-name-mismatch'], decision: 'refused' }, 'certificate is for mail.example.se, imap.example.se'],
    [
      {
        ...certificate,
        chain: [{ ...leaf, validTo: '2026-11-01T00:00:00Z' }],
        defects: ['certificate-expired', 'certificate-self-signed'],
        decision: 'allowed',
      },
      'certificate expired on 1 Nov 2026 · certificate signed by itself · allowed by you',
    ],
    [
      { ...certificate, chain: [{ ...leaf, validFrom: '2026-12-01T00:00:00Z' }], defects: ['certificate-expired'], decision: 'refused' },
      'certificate not valid before 1 Dec 2026',
    ],
    [
      { ...certificate, chain: [leaf], defects: ['certificate-unknown-issuer'], flaws: ['missing-intermediate'], decision: 'refused' },
      'the server left out the certificate of CN=Some Authority, which issued its own',
    ],
    [
      {
        ...certificate,
        chain: [leaf, { ...leaf, validTo: '2026-11-01T00:00:00Z' }],
        defects: ['certificate-expired'],
        flaws: ['expired'],
        decision: 'refused',
      },
      'certificate expired on 1 Nov 2026',
    ],
    [
      { type: 'handshake-failed', code: 'X', message: 'key too small', flaw: 'weak-key', keyBits: 1_024, leastKeyBits: 2_048 },
      'the key of the certificate has only 1024 bits; at least 2048 are needed',
    ],
    [
      { type: 'handshake-failed', code: 'X', message: 'ecdsa-with-SHA1', flaw: 'weak-signature' },
      'the certificate is signed by a method that is no longer secure (ecdsa-with-SHA1)',
    ],
    [
      { type: 'endpoint-probed', host: 'mail.example.se', port: 587, security: 'starttls', outcome: 'answered', durationMs: 80 },
      'mail.example.se port 587, STARTTLS answers',
    ],
    [
      {
        type: 'endpoint-probed',
        host: 'mail.example.se',
        port: 993,
        security: 'tls',
        outcome: 'failed',
        reason: 'old-tls-version',
        tls: { version: 'TLSv1', cipher: 'TLS_RSA_WITH_AES_128_CBC_SHA' },
        durationMs: 80,
      },
      'mail.example.se port 993, SSL/TLS: speaks TLS 1.0 at most; at least TLS 1.2 is needed',
    ],
    [
      {
        type: 'endpoint-probed',
        host: 'mail.example.se',
        address: '192.0.2.1',
        port: 25,
        security: 'starttls',
        outcome: 'failed',
        reason: 'no-sign-in',
        durationMs: 80,
      },
      'mail.example.se at 192.0.2.1 port 25, STARTTLS: offers no way to sign in with a password',
    ],
    [reply, '535 5.7.8 <b>No</b>'],
    [{ type: 'nothing-received', awaiting: 'EHLO', afterMs: 10_000 }, 'no answer to EHLO within 10 s'],
    [{ type: 'message-arrived', afterMs: 2_100, spf: 'pass', dkim: 'none', dmarc: 'pass' }, 'after 2.1 s · SPF pass · DKIM none · DMARC pass'],
  ])('%o', (observation, line) => {
    expect(describeObservation(catalogue, observation, now)).toBe(line);
  });
});

describe('A stage shows the fact that says most', () => {
  const stage: StageRecord = { service: 'imap', stage: 'secure', verdict: 'passed', durationMs: 64, observations: [] };
  const established = { type: 'tls-established', version: 'TLSv1.3', cipher: 'x' } as const;

  it('joins the version of TLS and the certificate', () => {
    const presented = { type: 'certificate-presented', host: 'mail.example.se', chain: [leaf], defects: [], decision: 'valid' } as const;
    expect(describeStage(catalogue, { ...stage, observations: [established, { ...presented, chain: [leaf], defects: [] }] }, now)).toBe(
      'TLS 1.3 · certificate valid 61 days',
    );
  });

  it('says why a stage was skipped', () => {
    expect(describeStage(catalogue, { ...stage, verdict: 'skipped', reason: 'credentials-refused' }, now)).toMatch(/^not tried/);
  });

  it('shows the trouble of a stage that failed, not what went well before it', () => {
    const closed = { type: 'connection-closed', awaiting: 'greeting' } as const;
    expect(describeStage(catalogue, { ...stage, verdict: 'failed', observations: [closed, established] }, now)).toBe('the server closed the connection');
  });
});

describe('A stage whose time was up', () => {
  const stage: StageRecord = { service: 'smtp', stage: 'arrive', verdict: 'failed', durationMs: 30_000, observations: [] };
  const timeUp = { type: 'deadline-passed', scope: 'stage', deadlineMs: 30_000 } as const;

  it('shows what did not come rather than the time, and the time when nothing else is known', () => {
    expect(describeStage(catalogue, { ...stage, observations: [{ type: 'message-missing', afterMs: 30_000 }, timeUp] })).toBe('nothing arrived within 30 s');
    expect(describeStage(catalogue, { ...stage, observations: [timeUp] })).toBe('not finished within 30 s');
  });
});

describe('A problem', () => {
  const problem: Problem = {
    ...describeStop({ service: 'smtp', stage: 'connect' }, 'cancelled'),
    cause: 'connection-timeout',
    error: 'smtp-settings-incorrect',
  };

  it('names the server and port of its own service', () => {
    expect(describeProblem(catalogue, problem, settings)).toMatchObject({
      title: 'SMTP settings incorrect',
      headline: 'mail.example.se did not answer in time on port 587',
    });
  });

  it('has remedies that name the usual ports, or what they change to', () => {
    expect(describeRemedy(catalogue, { id: 'check-server-and-port', kind: 'advise' }, 'smtp', settings).hint).toMatch(/465, 587 or 25/);
    const patch = { imap: { port: 993, security: 'tls' } } as const;
    expect(describeRemedy(catalogue, { id: 'use-encryption', kind: 'change-settings', patch }, 'imap', settings).action).toMatch(/SSL\/TLS on port 993/);
  });

  it('names both servers where a remedy changes both', () => {
    const patch = { imap: { host: 'imap.example.se' }, smtp: { port: 465, security: 'tls' } } as const;
    expect(describeRemedy(catalogue, { id: 'use-both-servers', kind: 'change-settings', patch, verified: true }, 'smtp', settings).hint).toMatch(
      /^Incoming mail: imap\.example\.se port 993, SSL\/TLS\. Outgoing mail: mail\.example\.se port 465, SSL\/TLS\./,
    );
  });
});

describe('The test message', () => {
  it.each(['en', 'sv', 'nl'] as const)('is written in %s and says whose inbox sent it', (locale) => {
    const { subject, text } = renderTestMessage(locale, { email: 'anna@example.se' });
    expect(subject).toMatch(/Inbox Connect$/);
    expect(text).toContain('anna@example.se');
    expect(text).not.toMatch(/\{\{/);
  });
});
