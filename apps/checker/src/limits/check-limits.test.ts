import { type ConnectionSettings, emptyProgress, type Report, type StageRecord } from '@inbox-connect/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCheckLimits } from './check-limits.ts';
import type { Proofs } from './proofs.ts';

const settings = {
  email: 'Anna@example.com',
  imap: { host: 'imap.example.com', port: 993, security: 'tls' },
  smtp: { host: 'smtp.example.com', port: 587, security: 'starttls' },
  allowNonSecureCertificate: false,
  trustedCertificates: [],
  sendTestMessage: true,
  locale: 'en',
} as const satisfies ConnectionSettings;

const signIn: Omit<StageRecord, 'observations'> = { service: 'imap', stage: 'authenticate', verdict: 'failed', durationMs: 1 };
const sent = { type: 'credentials-sent', mechanism: 'PLAIN', encrypted: true } as const;
const problem = { service: 'imap', stage: 'authenticate', error: 'unauthorized', severity: 'blocking', confidence: 'certain', owner: 'you' } as const;
const reportOf = (cause: Report['problems'][number]['cause'], observations: StageRecord['observations'] = [sent]): Pick<Report, 'stages' | 'problems'> => ({
  stages: [{ ...signIn, observations }],
  problems: [{ ...problem, cause, evidence: [], remedies: [], alternatives: [] }],
});

const isExempt = (host: string) => host.endsWith('.lab.test');

/** The limits, as whoever does no work meets them. */
function limits() {
  const { admit, settle } = createCheckLimits({ isExempt });
  return { admit: async (client: string, entered: ConnectionSettings) => (await admit(client, entered))?.retryAfterSeconds, settle };
}

/** Checks that are let in, one after the other, until the first refusal. */
async function admitted(attempt: (index: number) => Promise<number | undefined>, most: number): Promise<number> {
  for (let index = 0; index < most; index += 1) if ((await attempt(index)) !== undefined) return index;
  return most;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('Limits of one client', () => {
  const ended = emptyProgress.report;

  it('stop a flood, say when to come back, and let in again then', async () => {
    const { admit, settle } = limits();
    const attempt = async () => {
      const wait = await admit('192.0.2.1', settings);
      if (wait === undefined) await settle('192.0.2.1', settings, ended);
      return wait;
    };
    expect(await admitted(attempt, 1_000)).toBe(120);
    const wait = (await admit('192.0.2.1', settings)) ?? 0;
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(600);
    expect(await admit('192.0.2.2', settings)).toBeUndefined();
    vi.advanceTimersByTime(wait * 1_000);
    expect(await attempt()).toBeUndefined();
  });

  it('take an IPv6 network of 64 bits for one client, and IPv4 written as IPv6 for IPv4', async () => {
    const { admit, settle } = limits();
    const from = (client: (index: number) => string) => async (index: number) => {
      const wait = await admit(client(index), settings);
      await settle(client(index), settings, ended);
      return wait;
    };
    const network = (index: number) => `2001:db8:0:1::${index.toString(16)}`;
    expect(await admitted(from(network), 1_000)).toBe(120);
    expect(await admit('2001:db8:0:2::1', settings)).toBeUndefined();
    const either = (index: number) => (index % 2 === 0 ? '192.0.2.9' : '::ffff:192.0.2.9');
    expect(await admitted(from(either), 1_000)).toBe(120);
  });
});

describe('Limits of one account', () => {
  const from = (index: number) => `192.0.2.${index}`;

  it('pause after five refused sign-ins, from however many clients and in whatever letters', async () => {
    const { admit, settle } = limits();
    const attempt = async (index: number) => {
      const entered = { ...settings, email: index % 2 === 0 ? 'anna@example.com' : 'ANNA@EXAMPLE.COM' };
      const wait = await admit(from(index), entered);
      if (wait === undefined) await settle(from(index), entered, reportOf('wrong-credentials'));
      return wait;
    };
    expect(await admitted(attempt, 20)).toBe(5);
    expect(await admit(from(99), { ...settings, email: 'bo@example.com' })).toBeUndefined();
    expect(await admit(from(99), { ...settings, email: 'else@example.net', username: 'anna@example.com' })).toBeDefined();
    vi.advanceTimersByTime(1_800_000);
    expect(await admit(from(99), settings)).toBeUndefined();
  });

  it('hold while the checks are still running: many at once are not more', async () => {
    const { admit } = limits();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => admit(from(index), settings)));
    expect(answers.filter((wait) => wait === undefined)).toHaveLength(5);
  });

  it.each<[string, Pick<Report, 'stages' | 'problems'>, number]>([
    ['a sign-in that was let in', { stages: [{ ...signIn, verdict: 'passed', observations: [sent, { type: 'signed-in' }] }], problems: [] }, 20],
    ['a sign-in that failed for the number of connections', reportOf('too-many-connections'), 20],
    ['a server that was never reached', { stages: [{ ...signIn, stage: 'connect', observations: [] }], problems: [] }, 20],
    ['a check that was stopped after the password was sent', reportOf('cancelled'), 5],
    ['a refusal that nothing explains', reportOf('unexplained'), 5],
  ])('count %s', async (_, report, expected) => {
    const { admit, settle } = limits();
    const attempt = async (index: number) => {
      const wait = await admit(from(index), settings);
      if (wait === undefined) await settle(from(index), settings, report);
      return wait;
    };
    expect(await admitted(attempt, 20)).toBe(expected);
  });

  it('tell a bare user name by its servers, and spare the mail lab', async () => {
    const { admit } = limits();
    const named = { ...settings, username: 'anna' };
    expect(await admitted((index) => admit(from(index), named), 20)).toBe(5);
    const elsewhere = { ...named, imap: { ...named.imap, host: 'a.example.net' }, smtp: { ...named.smtp, host: 'a.example.net' } };
    expect(await admit(from(50), elsewhere)).toBeUndefined();
    const host = 'imap.healthy.lab.test';
    const lab = { ...settings, imap: { ...settings.imap, host }, smtp: { ...settings.smtp, host } };
    expect(await admitted((index) => admit(from(index), lab), 100)).toBe(100);
  });
});

it('Limits of one mail server hold against many clients and accounts', async () => {
  const { admit } = limits();
  const attempt = (index: number) => admit(`198.51.100.${index % 250}`, { ...settings, email: `user${index}@example.com` });
  expect(await admitted(attempt, 2_000)).toBe(600);
  expect(await admit('192.0.2.1', { ...settings, email: 'x@example.com', imap: { ...settings.imap, host: 'other.example.net' } })).toBeDefined();
});

describe('A proof of work', () => {
  const anybody = (index: number) => ({ ...settings, email: `user${index}@example.com` });
  const proofs = (accepted: string): Proofs & { readonly asked: number[] } => {
    const asked: number[] = [];
    return {
      asked,
      ask: (_client, bits) => {
        asked.push(bits);
        return { token: 'token', bits, parts: 1, expiresAt: '' };
      },
      accept: async (_client, proof) => proof === accepted,
    };
  };

  it('lets a client go on beyond what is free, to twice as much and no further', async () => {
    const { admit } = createCheckLimits({ isExempt, proofs: proofs('done') });
    for (let index = 0; index < 120; index += 1) expect(await admit('192.0.2.1', anybody(index))).toBeUndefined();
    expect(await admit('192.0.2.1', settings)).toMatchObject({ retryAfterSeconds: 600, challenge: { bits: 14 } });
    expect(await admit('192.0.2.1', settings, 'wrong')).toHaveProperty('challenge');
    expect(await admitted(async (index) => (await admit('192.0.2.1', anybody(index), 'done'))?.retryAfterSeconds, 1_000)).toBe(120);
    expect(await admit('192.0.2.1', settings, 'done')).toEqual({ retryAfterSeconds: 600 });
  });

  it('is asked of a client that was refused ten times at whatever accounts, and a harder one the more often', async () => {
    const work = proofs('done');
    const { admit, settle } = createCheckLimits({ isExempt, proofs: work });
    for (let index = 0; index < 60; index += 1) {
      expect(await admit('192.0.2.1', anybody(index), 'done')).toBeUndefined();
      await settle('192.0.2.1', anybody(index), reportOf('wrong-credentials'));
      if (index === 8) expect(await admit('192.0.2.1', anybody(100))).toBeUndefined();
      if (index % 10 === 9) expect(await admit('192.0.2.1', anybody(200))).toMatchObject({ retryAfterSeconds: 1_800 });
    }
    expect(work.asked).toEqual([14, 15, 16, 17, 18, 18]);
    expect(await admit('192.0.2.2', anybody(300))).toBeUndefined();
  });

  it('is asked of everybody when half of what the service can do is used', async () => {
    const { admit } = createCheckLimits({ isExempt, proofs: proofs('done') });
    const attempt = (index: number, proof?: string) => {
      const host = `mail${index % 10}.example.com`;
      return admit(`2001:db8:0:${index.toString(16)}::1`, { ...anybody(index), imap: { ...settings.imap, host }, smtp: { ...settings.smtp, host } }, proof);
    };
    expect(await admitted(async (index) => (await attempt(index))?.retryAfterSeconds, 3_000)).toBe(1_500);
    expect(await attempt(5_000)).toHaveProperty('challenge');
    expect(await attempt(5_000, 'done')).toBeUndefined();
  });

  it('opens no account that has been tried too often, and is not asked for then', async () => {
    const { admit, settle } = createCheckLimits({ isExempt, proofs: proofs('done') });
    for (let index = 0; index < 5; index += 1) {
      await admit(`192.0.2.${index}`, settings);
      await settle(`192.0.2.${index}`, settings, reportOf('wrong-credentials'));
    }
    expect(await admit('192.0.2.9', settings, 'done')).toEqual({ retryAfterSeconds: 1_800 });
  });

  it('is never asked for the mistakes that people make in the mail lab', async () => {
    const { admit, settle } = createCheckLimits({ isExempt });
    const lab = { ...settings, imap: { ...settings.imap, host: 'imap.a.lab.test' }, smtp: { ...settings.smtp, host: 'smtp.a.lab.test' } };
    for (let index = 0; index < 30; index += 1) {
      expect(await admit('192.0.2.1', lab)).toBeUndefined();
      await settle('192.0.2.1', lab, reportOf('wrong-credentials'));
    }
  });
});

it('Limits that cannot be counted let nobody in', async () => {
  const gone = () => Promise.reject(new Error('The store is gone'));
  const { admit } = createCheckLimits({ isExempt, open: () => ({ consume: gone, get: gone, penalty: gone, reward: gone }) });
  await expect(admit('192.0.2.1', settings)).rejects.toThrow('The store is gone');
});
