import { type CheckEvent, emptyProgress, planStages, reduceCheck, type Service, type Stage, type Verdict } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { breakOff, laneDuration, viewSteps } from './step-view.ts';

const endpoint = { host: 'mail.example.se', port: 993, security: 'tls' } as const;
const settings = {
  email: 'anna@example.se',
  imap: endpoint,
  smtp: endpoint,
  allowNonSecureCertificate: false,
  trustedCertificates: [],
  sendTestMessage: true,
  locale: 'en',
} as const;
const start: CheckEvent = {
  type: 'check-start',
  at: 0,
  id: 'a',
  startedAt: '2026-11-21T12:00:00Z',
  settings: { ...settings, trustedCertificates: [] },
  plan: planStages('tls', 'tls').map(({ service, stages }) => ({ service, stages: [...stages] })),
};
const begin = (service: Service, stage: Stage): CheckEvent => ({ type: 'stage-start', at: 1, service, stage });
const end = (service: Service, stage: Stage, verdict: Verdict = 'passed'): CheckEvent => ({
  type: 'stage-end',
  at: 2,
  service,
  stage,
  verdict,
  durationMs: verdict === 'skipped' ? 0 : 10,
});
const connected = (service: Service) => (['resolve', 'connect', 'secure', 'greet'] as const).map((stage) => end(service, stage));
const statesAfter = (events: readonly CheckEvent[]) => viewSteps([start, ...events].reduce(reduceCheck, emptyProgress)).map(({ state }) => state);

describe('The five steps', () => {
  it('wait before the check has started', () => {
    expect(viewSteps(emptyProgress).map(({ state }) => state)).toEqual(Array(5).fill('waiting'));
  });

  it('run from their first stage to their last', () => {
    expect(statesAfter([begin('imap', 'resolve')])).toEqual(['running', 'waiting', 'waiting', 'waiting', 'waiting']);
    expect(statesAfter([...connected('imap'), end('imap', 'authenticate')])).toEqual(['passed', 'running', 'waiting', 'waiting', 'waiting']);
  });

  it('fail with one of their stages, however the others went', () => {
    const events = [...connected('imap'), end('imap', 'authenticate', 'failed'), end('imap', 'select', 'skipped')];
    expect(statesAfter(events)).toEqual(['passed', 'failed', 'waiting', 'waiting', 'waiting']);
  });

  it('only warn when the test message has not arrived', () => {
    expect(statesAfter([end('smtp', 'send'), end('smtp', 'arrive', 'failed')]).at(-1)).toBe('warned');
  });

  it('are not passed when they were stopped in the middle', () => {
    const stopped = (stage: Stage): CheckEvent => ({
      type: 'stage-end',
      at: 3,
      service: 'imap',
      stage,
      verdict: 'skipped',
      durationMs: 0,
      reason: 'cancelled',
    });
    const events = [end('imap', 'resolve'), end('imap', 'connect'), stopped('secure'), stopped('greet')];
    expect(statesAfter(events)[0]).toBe('skipped');
  });

  it('stand still when nothing more will be heard of the check', () => {
    const progress = [start, ...connected('imap'), begin('imap', 'authenticate')].reduce(reduceCheck, emptyProgress);
    expect(viewSteps(breakOff(progress)).map(({ state }) => state)).toEqual(['passed', 'skipped', 'skipped', 'skipped', 'skipped']);
  });

  it('say that the SMTP sign-in waits for that of IMAP, once nothing else keeps it', () => {
    const waits = (events: readonly CheckEvent[]) =>
      viewSteps([start, ...events].reduce(reduceCheck, emptyProgress))
        .flatMap(({ stages }) => stages)
        .filter(({ waitsForImap }) => waitsForImap)
        .map(({ service, stage }) => `${service} ${stage}`);
    expect(waits([])).toEqual([]);
    expect(waits(connected('smtp'))).toEqual(['smtp authenticate']);
    expect(waits([...connected('smtp'), end('imap', 'authenticate')])).toEqual([]);
  });

  it('add up the working time of a lane', () => {
    const views = viewSteps([start, ...connected('imap'), ...connected('smtp')].reduce(reduceCheck, emptyProgress));
    expect(laneDuration(views, [1, 2])).toBe(40);
  });
});
