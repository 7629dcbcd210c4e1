import { describe, expect, it } from 'vitest';
import { emptyProgress } from './check-progress.ts';
import { isDemo } from './demo.ts';
import type { StageRecord } from './observation.ts';
import { type Report, reportSchema } from './report.ts';
import { connectionSettingsSchema } from './settings.ts';
import { prepareShare, withoutHidden } from './share.ts';
import { stageSchema } from './vocabulary.ts';

const leaf = {
  subject: 'CN=mail.example.co.uk',
  names: ['mail.example.co.uk', 'www.other-customer.com'],
  issuer: 'CN=Some Authority',
  validFrom: '2026-10-21T12:00:00Z',
  validTo: '2027-01-21T12:00:00Z',
  fingerprint256: 'ab'.repeat(32),
};

function reportOf(email: string, username?: string): Report {
  const [localPart = ''] = email.split('@');
  const settings = connectionSettingsSchema.parse({
    email,
    ...(username !== undefined && { username }),
    imap: { host: 'mail.example.co.uk', port: 993, security: 'tls' },
    smtp: { host: '203.0.113.9', port: 587, security: 'starttls' },
  });
  const stages: StageRecord[] = [
    {
      service: 'imap',
      stage: 'resolve',
      verdict: 'passed',
      durationMs: 1,
      observations: [{ type: 'addresses-resolved', host: 'mail.example.co.uk', addresses: ['203.0.113.9', '2001:db8:77::1'] }],
    },
    {
      service: 'imap',
      stage: 'secure',
      verdict: 'passed',
      durationMs: 1,
      observations: [{ type: 'certificate-presented', host: 'mail.example.co.uk', chain: [leaf], defects: [], decision: 'valid' }],
    },
    {
      service: 'imap',
      stage: 'authenticate',
      verdict: 'failed',
      durationMs: 1,
      observations: [
        { type: 'credentials-sent', mechanism: 'PLAIN', encrypted: true },
        {
          type: 'server-replied',
          command: 'AUTHENTICATE PLAIN',
          ok: false,
          status: 'NO',
          reply: `NO [AUTHENTICATIONFAILED] <${email}> (${localPart.toUpperCase()}) is refused by imap3.example.co.uk [203.0.113.9]`,
        },
      ],
    },
  ];
  const text = `535 ${email} at mail.example.co.uk, ${Buffer.from(localPart).toString('base64').replace(/=+$/, '')}`;
  return { ...emptyProgress.report, id: 'x', outcome: 'failed', settings, stages, transcript: { imap: [{ at: 3, from: 'server', text }], smtp: [] } };
}

const byDefault = { hideLocalPart: true, hideHostNames: false, includeTranscript: true };

describe('A report that is shared', () => {
  it('of the mail lab says that it is a demo, whatever is hidden', () => {
    const report = reportOf('anna@healthy.lab.test');
    const settings = connectionSettingsSchema.parse({
      email: 'anna@healthy.lab.test',
      imap: { host: 'imap.healthy.lab.test', port: 993, security: 'tls' },
      smtp: { host: 'smtp.healthy.lab.test', port: 465, security: 'tls' },
    });
    const shared = prepareShare({ ...report, settings }, { ...byDefault, hideHostNames: true });
    expect(shared.settings !== null && isDemo(shared.settings)).toBe(true);
    const real = prepareShare(report, byDefault);
    expect(real.settings !== null && isDemo(real.settings)).toBe(false);
  });

  it('hides the name before the @ wherever it stands, and nothing else', () => {
    const shared = prepareShare(reportOf('annabel@example.co.uk'), byDefault);
    expect(JSON.stringify(shared)).not.toMatch(/annabel|YW5uYWJlb/i);
    expect(shared.settings?.email).toBe('hidden@example.co.uk');
    expect(shared.stages[2]?.observations[1]).toMatchObject({
      reply: 'NO [AUTHENTICATIONFAILED] <hidden@example.co.uk> (hidden) is refused by imap3.example.co.uk [203.0.113.9]',
    });
  });

  it('hides a sign-in name of its own', () => {
    expect(JSON.stringify(prepareShare(reportOf('annabel@example.co.uk', 'EXAMPLE\\ab1234'), byDefault))).not.toMatch(/ab1234/);
  });

  it('leaves longer words alone that have the name inside', () => {
    expect(JSON.stringify(prepareShare(reportOf('port@example.co.uk'), byDefault))).not.toContain('suphidden');
  });

  it('hides hosts, domains, addresses and what leads to them through public records', () => {
    const shared = prepareShare(reportOf('annabel@example.co.uk'), { ...byDefault, hideHostNames: true });
    expect(JSON.stringify(shared)).not.toMatch(/example\.co|203\.0\.113|2001:db8:77|other-customer|abab/);
    expect(shared.settings).toMatchObject({ imap: { host: 'mail.hidden.example' }, smtp: { host: '192.0.2.1' } });
    expect(shared.stages[0]?.observations).toEqual([{ type: 'addresses-resolved', host: 'mail.hidden.example', addresses: ['192.0.2.1', '2001:db8::2'] }]);
  });

  it('leaves the conversations out when asked to', () => {
    expect(prepareShare(reportOf('annabel@example.co.uk'), { ...byDefault, includeTranscript: false }).transcript).toEqual({ imap: [], smtp: [] });
  });

  it('does not give away the check itself', () => {
    expect(prepareShare({ ...reportOf('annabel@example.co.uk'), id: 'the-capability' }, byDefault).id).toBe('shared');
  });

  it('shows all when nothing is to be hidden', () => {
    const report = reportOf('annabel@example.co.uk');
    expect(prepareShare(report, { hideLocalPart: false, hideHostNames: false, includeTranscript: true })).toEqual({ ...report, id: 'shared' });
  });

  it.each([...stageSchema.options, 'imap', 'smtp', 'failed', 'certain', 'server', 'tls', 'en', 'valid', 'x', 'id', 'OK', 'NO'])(
    'keeps its shape for a person called %s',
    (name) => {
      const shared = prepareShare(reportOf(`${name}@example.co.uk`), { ...byDefault, hideHostNames: true });
      expect(reportSchema.parse(shared)).toEqual(shared);
      expect(shared.stages.map(({ stage }) => stage)).toEqual(['resolve', 'secure', 'authenticate']);
      expect(shared.settings?.email).toBe('hidden@hidden.example');
    },
  );
});

describe('The settings of a shared report', () => {
  const settingsOf = (hideLocalPart: boolean, hideHostNames: boolean) => {
    const { settings } = prepareShare(reportOf('anna@example.co.uk', 'lind01'), { hideLocalPart, hideHostNames, includeTranscript: false });
    if (settings === null) throw new Error('There are settings');
    return withoutHidden(settings);
  };

  it('come out as they went in where nothing is hidden', () => {
    expect(settingsOf(false, false)).toEqual(reportOf('anna@example.co.uk', 'lind01').settings);
  });

  it('leave out what is hidden', () => {
    expect(settingsOf(true, false)).toMatchObject({ email: '', imap: { host: 'mail.example.co.uk' } });
    expect(settingsOf(true, false)).not.toHaveProperty('username');
    expect(settingsOf(false, true)).toMatchObject({ email: '', username: 'lind01', imap: { host: '', port: 993 } });
  });
});
