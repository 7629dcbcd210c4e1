import type { CertificateDefect } from '@inbox-connect/core';
import { createCertificateAuthority, type IssuedDefect } from '@inbox-connect/lab';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSameInReplay, type Original } from './testing/expect-same-in-replay.ts';
import { mailHost, type RealInbox, runCheck, signInAttempts, startRealInbox } from './testing/real-inbox.ts';

interface Case {
  readonly what: string;
  readonly names: readonly string[];
  readonly defect?: IssuedDefect;
  readonly cause: CertificateDefect;
}

const cases: readonly Case[] = [
  { what: 'an expired certificate', names: [mailHost], defect: 'expired', cause: 'certificate-expired' },
  { what: 'a certificate that is not valid yet', names: [mailHost], defect: 'not-yet-valid', cause: 'certificate-expired' },
  { what: 'a self-signed certificate', names: [mailHost], defect: 'self-signed', cause: 'certificate-self-signed' },
  { what: 'a certificate of an unknown issuer', names: [mailHost], defect: 'unknown-issuer', cause: 'certificate-unknown-issuer' },
  { what: 'a chain without its intermediate', names: [mailHost], defect: 'missing-intermediate', cause: 'certificate-unknown-issuer' },
  { what: 'a certificate for another name', names: ['elsewhere.example.test'], cause: 'certificate-name-mismatch' },
];

const authority = await createCertificateAuthority();
const refused: Original[] = [];

describe.each(cases)('$what', ({ what, names, defect, cause }) => {
  let inbox: RealInbox;
  beforeAll(async () => {
    inbox = await startRealInbox({ names, authority, ...(defect && { defect }) });
  });
  afterAll(() => inbox[Symbol.asyncDispose]());

  test.each(['tls', 'starttls'] as const)('is refused over %s before any credential is written', async (security) => {
    const report = await runCheck(inbox.settings(security), { network: inbox.network });
    refused.push({ title: `${what} over ${security}`, report });
    expect(report.problems).toMatchObject([
      { service: 'imap', stage: 'secure', cause, error: 'certificate-not-trusted', severity: 'blocking' },
      { service: 'smtp', stage: 'secure', cause, error: 'certificate-not-trusted', severity: 'blocking' },
    ]);
    expect(report.certificate.imap).toMatchObject({ fingerprint256: inbox.certificate.fingerprint256, defects: [cause], accepted: false });
    // Both servers have seen the connection end; the password check was never asked.
    await expect.poll(inbox.dovecot.log).toMatch(/imap-login: Info: Disconnected.*no auth attempts/);
    await expect.poll(inbox.postfix.log).toMatch(/disconnect from \S+ (ehlo=1 starttls=1 )?commands=[02](\/0)?\n/);
    expect(await signInAttempts(inbox)).toEqual([]);
    expect(await inbox.postfix.log()).not.toContain('auth=');
  });

  test.each(['tls', 'starttls'] as const)('passes over %s with a warning when the person allows it', async (security) => {
    const before = (await signInAttempts(inbox)).length;
    const report = await runCheck(inbox.settings(security, { allowNonSecureCertificate: true }), { network: inbox.network });
    expect(report.outcome).toBe('connected');
    expect(report.problems).toMatchObject([
      { service: 'imap', stage: 'secure', cause, severity: 'warning' },
      { service: 'smtp', stage: 'secure', cause, severity: 'warning' },
    ]);
    expect(report.certificate.smtp).toMatchObject({ defects: [cause], accepted: true });
    expect((await signInAttempts(inbox)).slice(before)).toMatchObject([
      { service: 'imap', encrypted: true },
      { service: 'smtp', encrypted: true },
    ]);
  });

  test('passes when exactly its fingerprint is trusted, and no other one helps', async () => {
    const { fingerprint256 } = inbox.certificate;
    const trusted = await runCheck(inbox.settings('tls', { trustedCertificates: [fingerprint256] }), { network: inbox.network });
    expect(trusted.outcome).toBe('connected');
    expect(trusted.stages.flatMap(({ observations }) => observations).filter(({ type }) => type === 'certificate-presented')).toMatchObject([
      { decision: 'trusted-fingerprint', defects: [cause] },
      { decision: 'trusted-fingerprint', defects: [cause] },
    ]);
    const before = (await signInAttempts(inbox)).length;
    const other = await runCheck(inbox.settings('tls', { trustedCertificates: ['0'.repeat(64)] }), { network: inbox.network });
    expect(other.problems).toMatchObject([{ cause }, { cause }]);
    expect(await signInAttempts(inbox)).toHaveLength(before);
  });
});

test('Every certificate that was refused is refused for the same reason in a replay of the report', async () => {
  expect(refused).toHaveLength(2 * cases.length);
  await expectSameInReplay(refused);
});
