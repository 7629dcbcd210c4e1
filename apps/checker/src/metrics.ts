import type { CheckEvent, Feedback } from '@inbox-connect/core';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Checks } from './checks/checks.ts';
import type { RunCheck } from './checks/tell-check.ts';

/** What the service counts, for Prometheus. */
export interface Metrics {
  readonly contentType: string;
  /** The engine, every event counted on its way through. */
  readonly measured: (run: RunCheck) => RunCheck;
  readonly countFeedback: (feedback: Feedback) => void;
  /** The text of the exposition format. */
  readonly write: (checks: Checks) => Promise<string>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Event loop delay, memory and processor time of the process.
  collectDefaultMetrics({ register: registry });
  const ended = new Counter({ name: 'checks_total', help: 'Checks that have ended', labelNames: ['outcome'], registers });
  const problems = new Counter({ name: 'check_problems_total', help: 'Problems found', labelNames: ['service', 'stage', 'cause', 'severity'], registers });
  const stages = new Histogram({
    name: 'check_stage_duration_seconds',
    help: 'Working time of stages that ran',
    labelNames: ['service', 'stage', 'verdict'],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
    registers,
  });
  const feedback = new Counter({
    name: 'diagnosis_feedback_total',
    help: 'Answers to whether an explanation helped, by what it advised first',
    labelNames: ['cause', 'remedy', 'helped'],
    registers,
  });
  const running = new Gauge({ name: 'checks_running', help: 'Checks that run', registers });
  const waiting = new Gauge({ name: 'checks_waiting', help: 'Checks that wait in line', registers });

  const count = (event: CheckEvent) => {
    if (event.type === 'check-end') ended.inc({ outcome: event.outcome });
    if (event.type === 'problem') {
      const { service, stage, cause, severity } = event.problem;
      problems.inc({ service, stage, cause, severity });
    }
    if (event.type === 'stage-end' && event.verdict !== 'skipped') {
      const { service, stage, verdict } = event;
      stages.observe({ service, stage, verdict }, event.durationMs / 1_000);
    }
  };
  return {
    contentType: registry.contentType,
    measured: (run) =>
      async function* (settings, credentials, context) {
        for await (const event of run(settings, credentials, context)) {
          count(event);
          yield event;
        }
      },
    countFeedback: ({ cause, remedy = 'none', helped }) => feedback.inc({ cause, remedy, helped: String(helped) }),
    write: async (checks) => {
      const counts = await checks.counts();
      running.set(counts.running);
      waiting.set(counts.waiting);
      return registry.metrics();
    },
  };
}
