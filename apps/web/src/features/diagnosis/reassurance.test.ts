import type { Service, StageRecord } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { reassure } from './reassurance.ts';

const stage = (service: Service, ...observations: StageRecord['observations']): StageRecord => ({
  service,
  stage: 'authenticate',
  verdict: 'passed',
  durationMs: 1,
  observations,
});
const sent = { type: 'credentials-sent', mechanism: 'PLAIN', encrypted: true } as const;
const accepted = { type: 'signed-in' } as const;

describe('Good news about the password', () => {
  it('is that the IMAP server accepted it, when only sending fails', () => {
    const report = { stages: [stage('imap', sent, accepted), stage('smtp')] };
    expect(reassure(report, { service: 'smtp', cause: 'connection-timeout' })).toBe('password-accepted');
  });

  it('is that it was not sent, when the lane ended before the sign-in', () => {
    expect(reassure({ stages: [stage('imap')] }, { service: 'imap', cause: 'certificate-expired' })).toBe('password-not-sent');
  });

  it('is not there when the server saw the password and refused it', () => {
    expect(reassure({ stages: [stage('imap', sent)] }, { service: 'imap', cause: 'wrong-credentials' })).toBeUndefined();
  });
});
