import { describe, expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';
import type { ObservationOf, StageRecord } from './observation.ts';
import type { Service } from './vocabulary.ts';
import type { Probe } from './with-probes.ts';

const answered: Probe = { type: 'endpoint-probed', host: 'mail.example.com', port: 587, security: 'starttls', outcome: 'answered', durationMs: 80 };
const refused: Probe = { ...answered, port: 465, security: 'tls', outcome: 'failed', reason: 'refused' };

function refusing(service: Service, port: number): StageRecord[] {
  const used: ObservationOf<'settings-used'> = {
    type: 'settings-used',
    host: 'mail.example.com',
    port,
    security: 'tls',
    usernameForm: 'address',
    allowNonSecureCertificate: false,
  };
  const attempted = { type: 'connection-attempted', address: '192.0.2.1', port, outcome: 'failed', code: 'ECONNREFUSED', durationMs: 1 } as const;
  return [
    { service, stage: 'resolve', verdict: 'passed', durationMs: 1, observations: [used] },
    { service, stage: 'connect', verdict: 'failed', durationMs: 1, observations: [attempted] },
  ];
}

const changesOf = (probes: readonly Probe[]) => {
  const [problem] = diagnose(refusing('smtp', 25), { smtp: probes });
  return problem?.remedies.filter(({ kind }) => kind === 'change-settings').map(({ id, patch, verified }) => ({ id, patch: patch?.smtp, verified }));
};

describe('what answered', () => {
  it('comes before all advice, in the order in which it was tried, and at most three of it', () => {
    const others = ['a.example', 'b.example', 'c.example'].map((host) => ({ ...answered, host, port: 25, security: 'tls' as const }));
    expect(changesOf([refused, answered, ...others])).toEqual([
      { id: 'use-other-port', patch: { port: 587, security: 'starttls' }, verified: true },
      { id: 'use-other-server', patch: { host: 'a.example' }, verified: true },
      { id: 'use-other-server', patch: { host: 'b.example' }, verified: true },
    ]);
  });

  it('is no button when only one address of the host did', () => {
    expect(changesOf([{ ...answered, address: '192.0.2.7' }])).toEqual([]);
  });

  it('stands in the evidence with what did not', () => {
    expect(diagnose(refusing('smtp', 25), { smtp: [refused, answered] })[0]?.evidence.slice(-2)).toEqual([refused, answered]);
  });
});

describe('what only lacks consent to a certificate', () => {
  const untrusted: Probe = { ...answered, outcome: 'failed', reason: 'certificate' };

  it('is offered without being called verified, for the same host alone', () => {
    expect(changesOf([{ ...untrusted, host: 'other.example' }, untrusted])).toEqual([
      { id: 'use-other-port', patch: { port: 587, security: 'starttls' }, verified: undefined },
    ]);
  });

  it('is not offered where something needs no consent', () => {
    expect(changesOf([untrusted, { ...answered, port: 2525 }])).toEqual([
      { id: 'use-other-port', patch: { port: 2525, security: 'starttls' }, verified: true },
    ]);
  });
});

describe('two services that failed', () => {
  const imap: Probe = { ...answered, port: 143 };

  it('are mended by one change when something answered for each', () => {
    const problems = diagnose([...refusing('imap', 993), ...refusing('smtp', 465)], { imap: [imap], smtp: [answered] });
    const patch = { imap: { port: 143, security: 'starttls' }, smtp: { port: 587, security: 'starttls' } };
    expect(problems.map(({ remedies }) => remedies.slice(0, 2).map(({ id }) => id))).toEqual([
      ['use-both-servers', 'use-other-port'],
      ['use-both-servers', 'use-other-port'],
    ]);
    expect(problems[0]?.remedies[0]).toEqual({ id: 'use-both-servers', kind: 'change-settings', patch, verified: true });
  });

  it('are not when nothing answered for one of them', () => {
    const problems = diagnose([...refusing('imap', 993), ...refusing('smtp', 465)], { imap: [imap], smtp: [refused] });
    expect(problems.flatMap(({ remedies }) => remedies.map(({ id }) => id))).not.toContain('use-both-servers');
  });
});
