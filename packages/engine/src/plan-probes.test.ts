import type { Cause, ConnectionSettings, Endpoint, Observation, Service, Stage } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { planProbes } from './plan-probes.ts';

interface Case {
  readonly service?: Service;
  readonly stage: Stage;
  readonly cause: Cause;
  readonly endpoint?: Partial<Endpoint>;
  readonly facts?: readonly Observation[];
  readonly providerServers?: readonly Endpoint[];
}

const chain = (...names: string[]) => [{ subject: '', names, issuer: '', validFrom: '', validTo: '', fingerprint256: '' }];

/** What is planned after a failure of `mail.example.com`, an endpoint a line. */
function plan({ service = 'imap', stage, cause, endpoint, facts = [], providerServers = [] }: Case): readonly string[] {
  const settings: ConnectionSettings = {
    email: 'anna@example.com',
    imap: { host: 'mail.example.com', port: 993, security: 'tls', ...(service === 'imap' ? endpoint : {}) },
    smtp: { host: 'mail.example.com', port: 465, security: 'tls', ...(service === 'smtp' ? endpoint : {}) },
    allowNonSecureCertificate: false,
    trustedCertificates: [],
    sendTestMessage: true,
    locale: 'en',
  };
  const stages = [{ service, stage, verdict: 'failed' as const, durationMs: 1, observations: [...facts] }];
  return planProbes({ problem: { service, stage, cause }, settings, stages, providerServers }).map(
    ({ host, port, security, address }) => `${host}:${port}/${security}${address === undefined ? '' : ` at ${address}`}`,
  );
}

describe('what is tried after a failure', () => {
  it('begins with other ports of the same host, implicit TLS first', () => {
    const planned = plan({ service: 'smtp', stage: 'secure', cause: 'wrong-port-or-security', endpoint: { port: 587, security: 'tls' } });
    expect(planned.slice(0, 4)).toEqual([
      'mail.example.com:465/tls',
      'mail.example.com:587/starttls',
      'mail.example.com:25/starttls',
      'mail.example.com:2525/starttls',
    ]);
  });

  it('tries TLS where clear text was silent, and the reverse', () => {
    const silent = plan({ stage: 'greet', cause: 'connection-timeout', endpoint: { port: 1993, security: 'starttls' } });
    expect(silent).toContain('mail.example.com:1993/tls');
    const foreign = plan({ stage: 'secure', cause: 'wrong-port-or-security', endpoint: { port: 1143, security: 'tls' } });
    expect(foreign).toContain('mail.example.com:1143/starttls');
  });

  it('leaves a port alone that refused, or that speaks as was expected', () => {
    const port = /^mail\.example\.com:993/;
    expect(plan({ stage: 'connect', cause: 'connection-refused' }).filter((target) => port.test(target))).toEqual([]);
    const established = { type: 'tls-established', version: 'TLSv1.3', cipher: '' } as const;
    expect(plan({ stage: 'secure', cause: 'certificate-expired', facts: [established] }).filter((target) => port.test(target))).toEqual([]);
  });

  it('takes the names of a certificate, the nearest first, and puts a word in place of an asterisk', () => {
    const facts = [
      { type: 'tls-established', version: 'TLSv1.3', cipher: '' },
      {
        type: 'certificate-presented',
        host: 'mail.example.com',
        chain: chain('www.hoster.example', '*.hoster.example', 'MX.example.com'),
        defects: ['certificate-name-mismatch'],
        decision: 'refused',
      },
    ] as const satisfies readonly Observation[];
    const planned = plan({ stage: 'secure', cause: 'certificate-name-mismatch', facts: [...facts] });
    expect(planned.filter((target) => target.endsWith(':993/tls'))).toEqual([
      'mx.example.com:993/tls',
      'imap.hoster.example:993/tls',
      'mail.hoster.example:993/tls',
      'imap.example.com:993/tls',
    ]);
  });

  it('takes no name from a certificate that nobody vouches for', () => {
    const presented: Observation = {
      type: 'certificate-presented',
      host: 'mail.example.com',
      chain: chain('mail.attacker.example'),
      defects: ['certificate-unknown-issuer', 'certificate-name-mismatch'],
      decision: 'refused',
    };
    expect(plan({ stage: 'secure', cause: 'certificate-unknown-issuer', facts: [presented] }).join()).not.toContain('attacker');
  });

  it('looks for a host that does not exist among the servers of the provider and the usual names', () => {
    const providerServers = [{ host: 'imap.provider.example', port: 993, security: 'tls' }] as const;
    const planned = plan({ stage: 'resolve', cause: 'host-not-found', endpoint: { host: 'imap.exampel.com' }, providerServers });
    expect(planned.slice(0, 3)).toEqual(['imap.provider.example:993/tls', 'imap.example.com:993/tls', 'imap.example.com:143/starttls']);
    expect(planned.join()).not.toContain('imap.exampel.com');
  });

  it('tries the addresses that were not used when the one that was used went wrong', () => {
    const facts = [
      { type: 'addresses-resolved', host: 'mail.example.com', addresses: ['2001:db8::1', '192.0.2.1'] },
      { type: 'connection-attempted', address: '2001:db8::1', port: 993, outcome: 'connected', durationMs: 1 },
    ] as const satisfies readonly Observation[];
    expect(
      plan({
        stage: 'greet',
        cause: 'connection-reset',
        facts: facts.map((fact) => ({ ...fact, ...('addresses' in fact && { addresses: [...fact.addresses] }) })),
      }),
    ).toContain('mail.example.com:993/tls at 192.0.2.1');
  });
});

describe('what is never tried', () => {
  it.each<Case>([
    { stage: 'resolve', cause: 'address-not-permitted' },
    { stage: 'greet', cause: 'rate-limited' },
    { stage: 'greet', cause: 'too-many-connections' },
    { stage: 'authenticate', cause: 'wrong-credentials' },
    { stage: 'authenticate', cause: 'auth-method-unsupported', facts: [{ type: 'credentials-sent', mechanism: 'PLAIN', encrypted: true }] },
    { stage: 'select', cause: 'mailbox-unavailable' },
    { service: 'smtp', stage: 'send', cause: 'relay-denied' },
    { stage: 'greet', cause: 'unexplained', facts: [{ type: 'internal-error', reference: 'x' }] },
  ])('anything after $stage $cause', (failure) => {
    expect(plan(failure)).toEqual([]);
  });

  it('is STARTTLS where somebody has tampered with the connection', () => {
    const planned = plan({ service: 'smtp', stage: 'secure', cause: 'connection-tampered', endpoint: { port: 587, security: 'starttls' } });
    expect(planned).toContain('mail.example.com:465/tls');
    expect(planned.filter((target) => target.includes('starttls'))).toEqual([]);
  });

  it('is more than ten endpoints', () => {
    const providerServers = Array.from({ length: 20 }, (_, index) => ({ host: `mx${index}.example`, port: 465, security: 'tls' as const }));
    expect(plan({ service: 'smtp', stage: 'connect', cause: 'connection-timeout', providerServers })).toHaveLength(10);
  });
});

it('looks for another port where nobody can sign in on this one', () => {
  const none = { type: 'no-common-mechanism', offered: [] } as const;
  const planned = plan({
    service: 'smtp',
    stage: 'authenticate',
    cause: 'auth-method-unsupported',
    endpoint: { port: 25, security: 'starttls' },
    facts: [
      { type: 'tls-established', version: 'TLSv1.3', cipher: '' },
      { ...none, offered: [] },
    ],
  });
  expect(planned.slice(0, 2)).toEqual(['mail.example.com:465/tls', 'mail.example.com:587/starttls']);
});
