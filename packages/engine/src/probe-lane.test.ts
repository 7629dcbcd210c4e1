import { applyPatch, type CheckEvent, type ConnectionSettings, type Probe, type Problem, type Report } from '@inbox-connect/core';
import { type Lab, type ScenarioDefinition, scenario, startLab } from '@inbox-connect/lab';
import { describe, expect, it } from 'vitest';
import { checkInLab } from './testing/check-in-lab.ts';
import { openSockets } from './testing/open-sockets.ts';

type Story = Omit<ScenarioDefinition, 'outcome'>;

/** A lab with one scenario, and the settings as its form has them. */
async function labWith(story: Story): Promise<{ readonly lab: Lab; readonly settings: ConnectionSettings }> {
  const told = scenario('probed', { outcome: 'failed', ...story });
  const { password: _, ...settings } = told.request;
  return { lab: await startLab({ scenarios: [told] }), settings };
}

function probesOf(problem: Problem | undefined): readonly Probe[] {
  return problem?.evidence.filter((observation) => observation.type === 'endpoint-probed') ?? [];
}

function linesOf(lab: Lab): readonly string[] {
  return lab.log('probed').flatMap((entry) => (entry.type === 'received' ? [entry.text] : []));
}

describe('what would have worked', () => {
  it.each<[string, Story, Problem['remedies'][number]['id'], object]>([
    ['another port', { smtp: { ports: { 465: 'refuse' } } }, 'use-other-port', { smtp: { port: 587, security: 'starttls' } }],
    ['TLS where clear text was silent', { request: { imap: { port: 993, security: 'starttls' } } }, 'use-other-port', { imap: { port: 993, security: 'tls' } }],
    [
      'a port that offers sign-in',
      { smtp: { ports: { 465: 'refuse' } }, request: { smtp: { port: 25, security: 'none' } } },
      'use-other-port',
      { smtp: { port: 587, security: 'starttls' } },
    ],
    [
      'a name of the certificate',
      { imap: { aliases: ['mx.probed.lab.test'], certificate: { names: ['mx.probed.lab.test'] } } },
      'use-other-server',
      { imap: { host: 'mx.probed.lab.test' } },
    ],
    [
      'something else for both services',
      { imap: { ports: { 993: 'refuse' } }, request: { smtp: { host: 'smpt.probed.lab.test' } } },
      'use-both-servers',
      { imap: { port: 143, security: 'starttls' }, smtp: { host: 'smtp.probed.lab.test' } },
    ],
    [
      'the usual name in the domain of the address',
      { request: { imap: { host: 'imaps.probed.lab.test' } } },
      'use-other-server',
      { imap: { host: 'imap.probed.lab.test' } },
    ],
    [
      'the usual name and another port',
      { imap: { ports: { 993: 'refuse' } }, request: { imap: { host: 'imaps.probed.lab.test' } } },
      'use-other-server-and-port',
      { imap: { host: 'imap.probed.lab.test', port: 143, security: 'starttls' } },
    ],
  ])('%s is the first remedy, and leads to a connected inbox', async (_, story, id, patch) => {
    const { lab, settings } = await labWith(story);
    await using _lab = lab;
    const report = await checkInLab(lab, settings, { deadlines: { greet: 300 } });
    const [remedy] = report.problems[0]?.remedies ?? [];
    expect(remedy).toEqual({ id, kind: 'change-settings', patch, verified: true });
    const again = await checkInLab(lab, applyPatch(settings, remedy?.patch ?? {}));
    expect(again.outcome).toBe('connected');
  });

  it('is offered without being called verified where only the consent to a certificate is missing', async () => {
    const { lab, settings } = await labWith({ smtp: { certificate: { defect: 'self-signed' } }, request: { smtp: { port: 587, security: 'tls' } } });
    await using _lab = lab;
    const [first] = (await checkInLab(lab, settings)).problems;
    expect(first?.remedies[0]).toEqual({ id: 'use-other-port', kind: 'change-settings', patch: { smtp: { port: 465, security: 'tls' } } });
    const [second] = (await checkInLab(lab, applyPatch(settings, first?.remedies[0]?.patch ?? {}))).problems;
    expect(second?.remedies.filter(({ kind }) => kind === 'change-settings').map(({ id, verified }) => [id, verified])).toEqual([
      ['trust-this-certificate', undefined],
      ['allow-non-secure-certificate', undefined],
    ]);
  });

  it('is told in the evidence together with what would not', async () => {
    const { lab, settings } = await labWith({ imap: { ports: { 993: 'refuse', 143: 'http' } } });
    await using _lab = lab;
    const { problems } = await checkInLab(lab, settings);
    expect(problems).toHaveLength(1);
    expect(probesOf(problems[0]).find(({ port, security }) => port === 143 && security === 'starttls')).toMatchObject({
      outcome: 'failed',
      reason: 'foreign-protocol',
    });
    expect(problems[0]?.remedies.filter(({ verified }) => verified)).toEqual([]);
  });
});

describe('an address that was not used', () => {
  it('is told to answer where the one that was used goes wrong, and is no button', async () => {
    const { lab, settings } = await labWith({ imap: { aliases: ['sound.probed.lab.test'], certificate: { names: ['imap.probed.lab.test'] } } });
    await using _lab = lab;
    const broken = await labWith({ imap: { ports: { 993: 'close', 143: 'close' } } });
    await using _broken = broken.lab;
    const privateHost = (host: string) => {
      const known = lab.privateHost(host);
      if (host !== 'imap.probed.lab.test' || known === undefined) return known;
      const target = (address: string, port: number) => (address === '192.0.2.1' ? known : (broken.lab.privateHost(host) ?? known)).target(address, port);
      return { ...known, addresses: ['2001:db8::1', '192.0.2.1'], target };
    };
    const { problems } = await checkInLab(lab, settings, { privateHost });
    expect(probesOf(problems[0]).find(({ address }) => address === '192.0.2.1')).toMatchObject({
      host: 'imap.probed.lab.test',
      port: 993,
      outcome: 'answered',
    });
    expect(problems[0]?.remedies.filter(({ patch }) => patch?.imap?.host !== undefined)).toEqual([]);
  });
});

describe('trust in one certificate', () => {
  it('lets exactly that one pass, and asks again when the server shows another', async () => {
    const story: Story = { imap: { certificate: { defect: 'self-signed' } } };
    const old = await labWith(story);
    const [first] = (await checkInLab(old.lab, old.settings)).problems;
    const trust = first?.remedies.find(({ id }) => id === 'trust-this-certificate');
    const trusting = applyPatch(old.settings, trust?.patch ?? {});
    const accepted = await checkInLab(old.lab, trusting);
    expect([accepted.outcome, accepted.certificate.imap?.accepted]).toEqual(['connected', true]);
    expect(accepted.problems.map(({ cause, severity, remedies }) => [cause, severity, remedies.some(({ kind }) => kind === 'change-settings')])).toEqual([
      ['certificate-self-signed', 'warning', false],
    ]);
    await old.lab.close();

    const renewed = await labWith(story);
    await using _renewed = renewed.lab;
    const refused = await checkInLab(renewed.lab, trusting);
    expect([refused.outcome, refused.problems[0]?.cause]).toEqual(['failed', 'certificate-self-signed']);
    const again = refused.problems[0]?.remedies.find(({ id }) => id === 'trust-this-certificate');
    expect(again?.patch?.trustedCertificates).toEqual([...trusting.trustedCertificates, refused.certificate.imap?.fingerprint256]);
    expect(linesOf(renewed.lab).filter((line) => /^\S+ (?:AUTHENTICATE|LOGIN)\b/i.test(line))).toEqual([]);
  });
});

describe('a probe', () => {
  it('never signs in, and says goodbye', async () => {
    const { lab, settings } = await labWith({ imap: { ports: { 993: 'refuse' } }, smtp: { ports: { 465: 'refuse' } } });
    await using _lab = lab;
    await checkInLab(lab, settings);
    const lines = linesOf(lab);
    expect(lines.filter((line) => /\b(?:AUTH|AUTHENTICATE|LOGIN)\b/i.test(line))).toEqual([]);
    await expect.poll(() => linesOf(lab).filter((line) => /QUIT$|LOGOUT$/.test(line))).toEqual(expect.arrayContaining(['QUIT', 'Q LOGOUT']));
  });

  it('is not made after a refused password', async () => {
    const { lab, settings } = await labWith({ imap: { replies: { authenticate: 'NO [AUTHENTICATIONFAILED] No' } } });
    await using _lab = lab;
    const { problems } = await checkInLab(lab, settings);
    expect(problems.map(({ cause, evidence }) => [cause, evidence.some(({ type }) => type === 'endpoint-probed')])).toEqual([['wrong-credentials', false]]);
    expect(lab.log('probed').filter(({ type, service }) => type === 'connected' && service === 'imap')).toHaveLength(1);
  });

  it('has an end, however silent the servers are', async () => {
    const { lab, settings } = await labWith({ imap: { ports: { 993: 'refuse', 143: 'silent' } } });
    await using _lab = lab;
    const { problems } = await checkInLab(lab, settings, { deadlines: { probe: 200 } });
    expect(probesOf(problems[0]).find(({ port, security }) => port === 143 && security === 'starttls')).toMatchObject({ outcome: 'failed', reason: 'timeout' });
  });

  it('ends with the check when that is cancelled', async () => {
    const { lab, settings } = await labWith({ imap: { ports: { 993: 'refuse', 143: 'silent' } } });
    await using _lab = lab;
    const stop = new AbortController();
    const events: CheckEvent[] = [];
    // Probes of a silent port are under way once the other service has ended.
    const onEvent = (event: CheckEvent) => {
      events.push(event);
      if (event.type === 'stage-end' && event.service === 'smtp' && event.stage === 'arrive') setTimeout(() => stop.abort('cancelled'), 20);
    };
    const report: Report = await checkInLab(lab, settings, { signal: stop.signal, onEvent });
    await expect.poll(openSockets).toBe(0);
    expect([report.outcome, report.problems.map(({ cause }) => cause)]).toEqual(['cancelled', ['cancelled']]);
  });
});
