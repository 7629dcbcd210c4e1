import { describe, expect, it } from 'vitest';
import { certificateFlaws } from './certificate-flaws.ts';
import type { Certificate, CertificateFlaw, Observation, StageRecord } from './observation.ts';

const leaf: Certificate = { subject: '', names: [], issuer: '', validFrom: '', validTo: '', fingerprint256: 'ab'.repeat(32) };

function reportWith(flaws?: CertificateFlaw[]) {
  const defects = ['certificate-expired' as const, 'certificate-unknown-issuer' as const];
  const presented: Observation = {
    type: 'certificate-presented',
    host: 'mail.example.com',
    chain: [leaf],
    defects,
    decision: 'refused',
    ...(flaws && { flaws }),
  };
  const stage: StageRecord = { service: 'imap', stage: 'secure', verdict: 'failed', durationMs: 1, observations: [presented] };
  return { stages: [stage], certificate: { imap: { ...leaf, defects, accepted: false, chain: [leaf] } } };
}

describe('what is wrong with a certificate', () => {
  it('is said in the words of the observation', () => {
    expect(certificateFlaws(reportWith(['not-yet-valid', 'missing-intermediate']), 'imap')).toEqual(['not-yet-valid', 'missing-intermediate']);
  });

  it('is said in those of its defects where a report has no finer ones', () => {
    expect(certificateFlaws(reportWith(), 'imap')).toEqual(['expired', 'unknown-issuer']);
  });

  it('is nothing where the service presented none', () => {
    expect(certificateFlaws(reportWith(['expired']), 'smtp')).toEqual([]);
  });
});
