import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext } from 'node:tls';
import type { CertificateDecision, CertificateDefect, CertificateFlaw } from '@inbox-connect/core';
import { createCertificateAuthority, type IssuedDefect } from '@inbox-connect/lab';
import { describe, expect, it } from 'vitest';
import { type CertificateJudgement, type CertificatePolicy, judgeCertificate } from './certificate.ts';
import { type Issued, issueCertificate, permitOnly } from './testing/issue-certificate.ts';
import { startTlsListener } from './testing/tls-listener.ts';
import { tlsOptionsFor } from './tls-options.ts';
import { createTrust } from './trust.ts';

const host = 'mail.example.test';
const strict: CertificatePolicy = { allowNonSecureCertificate: false, trustedCertificates: [] };
const lenient: CertificatePolicy = { ...strict, allowNonSecureCertificate: true };

const authority = await createCertificateAuthority();
const trust = createTrust(authority.rootPem);
/** A context that is none of ours: nobody can ask it for its roots. */
const foreignTrust = createSecureContext({ ca: authority.rootPem });

interface Served {
  readonly certificate: string;
  readonly key: string;
}

async function judge(served: Served, context: SecureContext = trust, policy = strict, name = host): Promise<CertificateJudgement> {
  await using server = await startTlsListener({ cert: served.certificate, key: served.key });
  const socket = connect(server.port, '127.0.0.1');
  const options = tlsOptionsFor(name, context);
  const secured = connectTls({ socket, ...options });
  await once(secured, 'secureConnect');
  const judgement = judgeCertificate(secured, name, options, policy);
  secured.destroy();
  return judgement;
}

const flawsOf = ({ observation }: CertificateJudgement) => observation.flaws;
const defectsOf = ({ observation }: CertificateJudgement) => observation.defects;
const chainOf = ({ observation }: CertificateJudgement) => observation.chain.map(({ subject }) => subject);
const serve = (leaf: Issued, ...others: readonly Issued[]): Served => ({ certificate: [leaf, ...others].map(({ pem }) => pem).join(''), key: leaf.key });

describe.each([
  ['a context of ours', trust],
  ['another context', foreignTrust],
])('a certificate, judged with %s', (_, context) => {
  it.each<[IssuedDefect | undefined, string, CertificateDefect[]]>([
    [undefined, host, []],
    [undefined, '*.example.test', []],
    [undefined, 'other.test', ['certificate-name-mismatch']],
    ['expired', host, ['certificate-expired']],
    ['expired', 'other.test', ['certificate-expired', 'certificate-name-mismatch']],
    ['not-yet-valid', host, ['certificate-expired']],
    ['not-yet-valid', 'other.test', ['certificate-expired', 'certificate-name-mismatch']],
    ['self-signed', host, ['certificate-self-signed']],
    ['self-signed', 'other.test', ['certificate-self-signed', 'certificate-name-mismatch']],
    ['unknown-issuer', host, ['certificate-unknown-issuer']],
    ['unknown-issuer', 'other.test', ['certificate-unknown-issuer', 'certificate-name-mismatch']],
    ['missing-intermediate', host, ['certificate-unknown-issuer']],
    ['missing-intermediate', 'other.test', ['certificate-unknown-issuer', 'certificate-name-mismatch']],
  ])('%s for %s: %j', async (defect, name, defects) => {
    const issued = await authority.issue({ names: [name], ...(defect && { defect }) });
    const judgement = await judge(issued, context);
    expect(defectsOf(judgement)).toEqual(defects);
    expect(judgement.accepted).toBe(defects.length === 0);
    expect(judgement.observation.decision).toBe(defects.length === 0 ? 'valid' : 'refused');
    expect(judgement.observation.chain[0]).toMatchObject({ names: [name], fingerprint256: issued.fingerprint256 });
  });

  it('that has expired and whose issuer is unknown has both defects', async () => {
    const stranger = await createCertificateAuthority();
    expect(defectsOf(await judge(await stranger.issue({ names: [host], defect: 'expired' }), context))).toEqual([
      'certificate-expired',
      'certificate-unknown-issuer',
    ]);
  });

  it('that has expired and signed itself has both defects, and a wrong name too', async () => {
    const leaf = await issueCertificate({ name: 'other.test', names: ['other.test'], days: [-30, -1] });
    expect(defectsOf(await judge(serve(leaf), context))).toEqual(['certificate-expired', 'certificate-self-signed', 'certificate-name-mismatch']);
  });

  it('that has expired and only names itself as its issuer has an unknown issuer', async () => {
    const other = await issueCertificate({ name: 'Another' });
    const leaf = await issueCertificate({ name: host, names: [host], issuer: { ...other, name: host }, days: [-30, -1] });
    expect(defectsOf(await judge(serve(leaf), context))).toEqual(['certificate-expired', 'certificate-unknown-issuer']);
  });

  it('with a private root in its chain has an unknown issuer', async () => {
    const root = await issueCertificate({ name: 'Private Root' });
    const [sound, old] = [
      await issueCertificate({ name: host, names: [host], issuer: root }),
      await issueCertificate({ name: host, names: [host], issuer: root, days: [-30, -1] }),
    ];
    expect(defectsOf(await judge(serve(sound, root), context))).toEqual(['certificate-unknown-issuer']);
    expect(defectsOf(await judge(serve(old, root), context))).toEqual(['certificate-expired', 'certificate-unknown-issuer']);
  });

  it('whose issuer merely bears the name of a trusted one has an unknown issuer', async () => {
    const impostor = await issueCertificate({ name: 'Mail Lab Root' });
    const leaf = await issueCertificate({ name: host, names: [host], issuer: impostor, days: [-30, -1] });
    expect(defectsOf(await judge(serve(leaf, impostor), context))).toEqual(['certificate-expired', 'certificate-unknown-issuer']);
    expect(defectsOf(await judge(serve(leaf), context))).toEqual(['certificate-expired', 'certificate-unknown-issuer']);
  });

  it('signed by a certificate that is no authority has an unknown issuer', async () => {
    const root = await issueCertificate({ name: 'Test Root' });
    const customer = await issueCertificate({ name: 'customer.test', names: ['customer.test'], issuer: root });
    const leaf = await issueCertificate({ name: host, names: [host], issuer: customer, days: [-30, -1] });
    expect(defectsOf(await judge(serve(leaf, customer), createTrust(root.pem)))).toEqual(['certificate-expired', 'certificate-unknown-issuer']);
  });
});

describe('the finer word for a defect', () => {
  it.each<[IssuedDefect | undefined, string, CertificateFlaw[]]>([
    [undefined, host, []],
    ['expired', host, ['expired']],
    ['not-yet-valid', host, ['not-yet-valid']],
    [undefined, 'other.test', ['name-mismatch']],
    ['self-signed', host, ['self-signed']],
    ['unknown-issuer', host, ['unknown-issuer']],
    ['missing-intermediate', host, ['missing-intermediate']],
    ['missing-intermediate', 'other.test', ['missing-intermediate', 'name-mismatch']],
  ])('of %s for %s is %j', async (defect, name, flaws) => {
    const issued = await authority.issue({ names: [name], ...(defect && { defect }) });
    expect(flawsOf(await judge(issued))).toEqual(flaws);
  });

  it('is an unknown issuer where a private root signed by itself', async () => {
    const root = await issueCertificate({ name: 'Private Root' });
    const leaf = await issueCertificate({ name: host, names: [host], issuer: root });
    expect(flawsOf(await judge(serve(leaf)))).toEqual(['unknown-issuer']);
    expect(flawsOf(await judge(serve(leaf, root)))).toEqual(['unknown-issuer']);
  });

  it('goes by the dates of an issuer where those are wrong', async () => {
    const root = await issueCertificate({ name: 'Test Root' });
    for (const [days, flaw] of [
      [[-30, -1], 'expired'],
      [[1, 30], 'not-yet-valid'],
    ] as const) {
      const intermediate = await issueCertificate({ name: 'Intermediate', issuer: root, days });
      const leaf = await issueCertificate({ name: host, names: [host], issuer: intermediate });
      expect(flawsOf(await judge(serve(leaf, intermediate), createTrust(root.pem)))).toEqual([flaw]);
    }
  });
});

describe('an authority for another domain', () => {
  it('is as good as none', async () => {
    const root = await issueCertificate({ name: 'Test Root', extensions: [permitOnly('allowed.test')] });
    const [sound, old] = [
      await issueCertificate({ name: host, names: [host], issuer: root }),
      await issueCertificate({ name: host, names: [host], issuer: root, days: [-30, -1] }),
    ];
    expect(defectsOf(await judge(serve(sound), createTrust(root.pem)))).toEqual(['certificate-unknown-issuer']);
    expect(defectsOf(await judge(serve(old), createTrust(root.pem)))).toEqual(['certificate-expired', 'certificate-unknown-issuer']);
  });
});

describe('the dates of issuers', () => {
  it('count when the chain needs them', async () => {
    const root = await issueCertificate({ name: 'Test Root' });
    const old = await issueCertificate({ name: 'Old Intermediate', issuer: root, days: [-30, -1] });
    const leaf = await issueCertificate({ name: host, names: [host], issuer: old });
    expect(defectsOf(await judge(serve(leaf, old), createTrust(root.pem)))).toEqual(['certificate-expired']);
  });

  it('do not count when a server sends a cross-signed certificate that nobody needs', async () => {
    const gone = await issueCertificate({ name: 'Gone Root', days: [-60, -30] });
    const root = await issueCertificate({ name: 'New Root' });
    const crossed = await issueCertificate({ name: 'New Root', keys: root.keys, issuer: gone, days: [-60, -30] });
    const [sound, old] = [
      await issueCertificate({ name: host, names: [host], issuer: root }),
      await issueCertificate({ name: host, names: [host], issuer: root, days: [-30, -1] }),
    ];
    expect(defectsOf(await judge(serve(sound, crossed, gone), createTrust(root.pem)))).toEqual([]);
    expect(defectsOf(await judge(serve(old, crossed, gone), createTrust(root.pem)))).toEqual(['certificate-expired']);
  });
});

describe('an expired certificate of a known issuer', () => {
  it('is only that when the server sends the root as well', async () => {
    const issued = await authority.issue({ names: [host], defect: 'expired' });
    const judgement = await judge({ ...issued, certificate: issued.certificate + authority.rootPem });
    expect(defectsOf(judgement)).toEqual(['certificate-expired']);
  });

  it('is only that when it is itself among the trusted ones', async () => {
    const leaf = await issueCertificate({ name: host, names: [host], days: [-30, -1] });
    expect(defectsOf(await judge(serve(leaf), createTrust(leaf.pem)))).toEqual(['certificate-expired']);
  });
});

describe('the decision', () => {
  it.each<[string, Partial<CertificatePolicy>, CertificateDecision, boolean]>([
    ['nothing was allowed', {}, 'refused', false],
    ['any certificate was allowed', { allowNonSecureCertificate: true }, 'allowed', true],
    ['another fingerprint was trusted', { trustedCertificates: ['0'.repeat(64)] }, 'refused', false],
  ])('when %s is %s', async (_, policy, decision, accepted) => {
    const judgement = await judge(await authority.issue({ names: [host], defect: 'self-signed' }), trust, { ...strict, ...policy });
    expect([judgement.observation.decision, judgement.accepted]).toEqual([decision, accepted]);
    expect(defectsOf(judgement)).toEqual(['certificate-self-signed']);
  });

  it('trusts exactly the fingerprint of the leaf, not that of an issuer', async () => {
    const issued = await authority.issue({ names: ['other.test'] });
    const trusted = await judge(issued, trust, { ...strict, trustedCertificates: [issued.fingerprint256] });
    expect([trusted.observation.decision, trusted.accepted]).toEqual(['trusted-fingerprint', true]);
    const intermediate = trusted.observation.chain[1]?.fingerprint256 ?? '';
    expect((await judge(issued, trust, { ...strict, trustedCertificates: [intermediate] })).accepted).toBe(false);
  });

  it('is valid for a sound certificate, whatever was allowed', async () => {
    const issued = await authority.issue({ names: [host] });
    const judgement = await judge(issued, trust, { ...lenient, trustedCertificates: [issued.fingerprint256] });
    expect(judgement.observation.decision).toBe('valid');
  });
});

describe('what is told of a chain', () => {
  it('goes up to the root, the leaf first', async () => {
    const judgement = await judge(await authority.issue({ names: [host, 'imap.example.test', '192.0.2.1'] }));
    expect(chainOf(judgement)).toEqual(['CN=mail.example.test', 'CN=Mail Lab Intermediate', 'CN=Mail Lab Root']);
    expect(judgement.observation.chain[0]).toEqual({
      subject: 'CN=mail.example.test',
      names: [host, 'imap.example.test', '192.0.2.1'],
      issuer: 'CN=Mail Lab Intermediate',
      validFrom: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
      validTo: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      fingerprint256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('is bounded and readable, whatever the certificate says', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `host-${index}.example.test`);
    const leaf = await issueCertificate({ name: `\u202e<b>${'x'.repeat(50)}\u0000\r\n`, names });
    const [told] = (await judge(serve(leaf))).observation.chain;
    expect(told?.names).toHaveLength(100);
    expect(told?.subject).toBe(`CN=\\u{202e}<b>${'x'.repeat(50)}\\u{0}\\u{d}\\u{a}`);
  });

  it('keeps at most ten certificates', async () => {
    let issuer = await issueCertificate({ name: 'Root' });
    const chain: Issued[] = [];
    for (let depth = 0; depth < 14; depth += 1) {
      issuer = await issueCertificate({ name: `Authority ${depth}`, issuer });
      chain.unshift(issuer);
    }
    const leaf = await issueCertificate({ name: host, names: [host], issuer });
    expect((await judge(serve(leaf, ...chain))).observation.chain).toHaveLength(10);
  });

  it('names the common name when a certificate has no other', async () => {
    const leaf = await issueCertificate({ name: host });
    const judgement = await judge(serve(leaf));
    expect(judgement.observation.chain[0]?.names).toEqual([host]);
    expect(defectsOf(judgement)).toEqual(['certificate-self-signed']);
  });
});

describe('the name', () => {
  it.each<[string, string[], boolean]>([
    ['192.0.2.1', ['192.0.2.1'], true],
    ['192.0.2.1', ['192.0.2.2'], false],
    ['192.0.2.1', ['mail.example.test'], false],
    ['2001:db8::1', ['2001:db8::1'], true],
    ['MAIL.Example.test', ['mail.example.test'], true],
    ['imap.bücher.example', ['imap.xn--bcher-kva.example'], true],
    ['a.b.example.test', ['*.example.test'], false],
  ])('%s against %j: %s', async (name, names, matches) => {
    const judgement = await judge(await authority.issue({ names }), trust, strict, name);
    expect(defectsOf(judgement)).toEqual(matches ? [] : ['certificate-name-mismatch']);
  });
});
