import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckProgress, emptyProgress } from './check-progress.ts';
import { describeStop } from './diagnose.ts';
import type { CheckEvent } from './event.ts';
import { reduceCheck } from './reduce-check.ts';
import { connectionSettingsSchema } from './settings.ts';
import { planStages } from './stage.ts';
import type { Service, Stage, Verdict } from './vocabulary.ts';

const settings = connectionSettingsSchema.parse({
  email: 'anna@example.com',
  imap: { host: 'imap.example.com', port: 993, security: 'tls' },
  smtp: { host: 'smtp.example.com', port: 587, security: 'starttls' },
});
const plan = planStages('tls', 'starttls').map(({ service, stages }) => ({ service, stages: [...stages] }));
const start: CheckEvent = { type: 'check-start', at: 5, id: 'x', startedAt: '2026-11-25T00:00:00.000Z', settings, plan };

function fold(events: readonly CheckEvent[], from: CheckProgress = emptyProgress): CheckProgress {
  return events.reduce(reduceCheck, from);
}

function stageEvents(service: Service, stage: Stage, verdict: Verdict, at: number): CheckEvent[] {
  const end: CheckEvent = {
    type: 'stage-end',
    at: at + 3,
    service,
    stage,
    verdict,
    durationMs: verdict === 'skipped' ? 0 : 3,
    ...(verdict === 'skipped' && { reason: 'earlier-stage-failed' }),
  };
  return verdict === 'skipped'
    ? [end]
    : [{ type: 'stage-start', at, service, stage }, { type: 'stage-observation', at: at + 1, service, stage, observation: { type: 'signed-in' } }, end];
}

/** Whole checks: each lane passes some stages, fails one or none, and skips the rest. */
const anyCheck = fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 7 })).map(([imapFails, smtpFails]) => {
  const lanes = plan.map(({ service, stages }, lane) =>
    stages.flatMap((stage, index) => stageEvents(service, stage, verdictAt(index, lane === 0 ? imapFails : smtpFails), index * 10)),
  );
  return [{ type: 'check-wait', at: 0, position: 2 } as const, start, ...lanes.flat()];
});

function verdictAt(index: number, failsAt: number): Verdict {
  if (index === failsAt) return 'failed';
  return index < failsAt ? 'passed' : 'skipped';
}

describe('folding the events of a check', () => {
  it('shows the place in line, then the plan, then what runs', () => {
    expect(fold([{ type: 'check-wait', at: 0, position: 3 }]).position).toBe(3);
    const progress = fold([start, { type: 'stage-start', at: 9, service: 'imap', stage: 'resolve' }]);
    expect(progress.report.stages.map(({ stage }) => stage)).toEqual([...(plan[0]?.stages ?? []), ...(plan[1]?.stages ?? [])]);
    expect(progress.running).toEqual([{ service: 'imap', stage: 'resolve', since: 9 }]);
    expect(progress.position).toBeNull();
  });

  it('calls no step passed that was stopped in the middle, and names no error of the article for it', () => {
    const stopped = { type: 'stage-end', at: 9, service: 'imap', verdict: 'skipped', durationMs: 0, reason: 'cancelled' } as const;
    const events = [
      ...stageEvents('imap', 'resolve', 'passed', 1),
      ...(['connect', 'secure', 'greet'] as const).map((stage): CheckEvent => ({ ...stopped, stage })),
      { type: 'problem', at: 10, problem: describeStop({ service: 'imap', stage: 'connect' }, 'cancelled') } as const,
    ];
    expect(fold([start, ...events]).report.steps[0]).toEqual({ step: 1, verdict: 'skipped', durationMs: 3 });
  });

  it('gives the same report however the stream was cut and resumed', () => {
    fc.assert(
      fc.property(anyCheck, fc.array(fc.nat({ max: 80 }), { maxLength: 5 }), (events, cuts) => {
        const borders = [0, ...cuts.map((cut) => Math.min(cut, events.length)).sort((left, right) => left - right), events.length];
        const resumed = borders.slice(1).reduce((progress, border, index) => fold(events.slice(borders[index], border), progress), emptyProgress);
        expect(resumed).toEqual(fold(events));
      }),
    );
  });

  it('ends with nothing running and a verdict for each of the five steps', () => {
    fc.assert(
      fc.property(anyCheck, (events) => {
        const { report, running } = fold(events);
        expect(running).toEqual([]);
        for (const { step, verdict } of report.steps) {
          expect(verdict, `step ${step}`).not.toBeNull();
          expect(verdict === 'failed').toBe(
            events.some((event) => event.type === 'stage-end' && event.verdict === 'failed' && stepNumber(event.service, event.stage) === step),
          );
        }
      }),
    );
  });

  it('keeps the certificate of each service', () => {
    const leaf = {
      subject: 'CN=a',
      names: ['a'],
      issuer: 'CN=b',
      validFrom: '2026-01-01T00:00:00.000Z',
      validTo: '2027-01-01T00:00:00.000Z',
      fingerprint256: 'ab',
    };
    const observation = { type: 'certificate-presented', host: 'a', chain: [leaf], defects: ['certificate-expired'], decision: 'refused' } as const;
    const { report } = fold([
      start,
      { type: 'stage-observation', at: 1, service: 'imap', stage: 'secure', observation: { ...observation, defects: [...observation.defects], chain: [leaf] } },
    ]);
    expect(report.certificate).toEqual({ imap: { ...leaf, defects: ['certificate-expired'], accepted: false, chain: [leaf] } });
  });
});

function stepNumber(service: Service, stage: Stage): number {
  if (stage === 'send' || stage === 'arrive') return 5;
  const second = stage === 'authenticate' || stage === 'select';
  return (service === 'imap' ? 1 : 3) + (second ? 1 : 0);
}
