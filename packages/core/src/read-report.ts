import { diagnose } from './diagnose.ts';
import type { Observation } from './observation.ts';
import { isPlausible } from './plausible.ts';
import type { Problem } from './problem.ts';
import { type Report, reportSchema } from './report.ts';
import { planStages } from './stage.ts';
import type { Cause, Service, Stage } from './vocabulary.ts';
import type { Probe, Probes } from './with-probes.ts';

/** Characters of the largest report file that is read. */
export const largestReportFile = 5_000_000;

/** Why a file is no report that can be shown. */
export type ReportDefect = 'too-large' | 'not-json' | 'newer-schema' | 'not-a-report';

/**
 * Reads a report file, whoever wrote it: a report, or the events of a check, one a line, of which the last has the report. What
 * is not exactly a report is refused, and nothing of it is shown.
 */
export function readReport(text: string): Report | ReportDefect {
  if (text.length > largestReportFile) return 'too-large';
  const content = parseJson(text) ?? parseJson(text.trimEnd().split('\n').at(-1) ?? '');
  if (content === undefined) return 'not-json';
  const value = reportIn(content);
  if (schemaOf(value) > 1) return 'newer-schema';
  const report = isPlausible(value) ? reportSchema.safeParse(undisguised(value)) : undefined;
  return report?.success === true && isOfOneCheck(report.data) ? withoutLinks(report.data) : 'not-a-report';
}

/** A check begins at one moment and goes through each stage once. */
function isOfOneCheck({ startedAt, stages, steps, problems }: Report): boolean {
  if (startedAt !== '' && Number.isNaN(Date.parse(startedAt))) return false;
  const places = new Set(stages.map(({ service, stage }) => `${service} ${stage}`));
  return places.size === stages.length && new Set(steps.map(({ step }) => step)).size === steps.length && problems.length <= 2 * mostStages;
}

const mostStages = planStages('tls', 'tls').flatMap(({ stages }) => stages).length;

/** Nobody vouches for a page that a file leads to; the host of a provider's help is the provider's only when our own directory says so. */
function withoutLinks(report: Report): Report {
  const strip = (fact: Observation): Observation => {
    if (fact.type !== 'provider-recognised') return fact;
    const { appPasswordHelp, enableImapHelp, ...rest } = fact;
    return rest;
  };
  const problems = report.problems.map((problem) => ({
    ...problem,
    evidence: problem.evidence.map(strip),
    remedies: problem.remedies.map(({ url, ...remedy }) => (remedy.kind === 'visit' ? { ...remedy, kind: 'advise' as const } : remedy)),
  }));
  return { ...report, problems, stages: report.stages.map((stage) => ({ ...stage, observations: stage.observations.map(strip) })) };
}

/** A cause that today's rules see otherwise than those of the day of the check; undefined where one of them sees no problem. */
export interface ChangedCause {
  readonly service: Service;
  readonly stage: Stage;
  readonly before: Cause | undefined;
  readonly now: Cause | undefined;
}

/** The same facts by today's rules: the report with its problems judged again, and what is judged otherwise. A stop from outside stays what it was. */
export function diagnoseAgain(report: Report): { readonly report: Report; readonly changes: readonly ChangedCause[] } {
  if (report.outcome !== 'failed' && report.outcome !== 'connected') return { report, changes: [] };
  const problems = diagnose(report.stages, { imap: probesOf(report, 'imap'), smtp: probesOf(report, 'smtp') } satisfies Probes);
  return { report: { ...report, problems: [...problems] }, changes: changesBetween(report.problems, problems) };
}

function probesOf({ problems }: Report, service: Service): readonly Probe[] {
  return problems
    .filter((problem) => problem.service === service)
    .flatMap(({ evidence }) => evidence.filter((observation) => observation.type === 'endpoint-probed'));
}

function changesBetween(before: readonly Problem[], now: readonly Problem[]): readonly ChangedCause[] {
  const key = ({ service, stage }: Problem) => `${service} ${stage}`;
  const places = new Map([...before, ...now].map((problem) => [key(problem), problem]));
  return [...places].flatMap(([place, { service, stage }]) => {
    const [old, current] = [before, now].map((problems) => problems.find((problem) => key(problem) === place)?.cause);
    return old === current ? [] : [{ service, stage, before: old, now: current }];
  });
}

function reportIn(content: unknown): unknown {
  const isEvent = typeof content === 'object' && content !== null && 'type' in content && content.type === 'check-end' && 'report' in content;
  return isEvent ? content.report : content;
}

/** What cannot be seen is written as an escape, as the engine writes it; only lines stay lines. */
function undisguised(content: unknown): unknown {
  return JSON.parse(JSON.stringify(content), (_key, value) => (typeof value === 'string' ? readable(value) : value));
}

function readable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => (character === '\n' ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function schemaOf(value: unknown): number {
  return typeof value === 'object' && value !== null && 'schema' in value && typeof value.schema === 'number' ? value.schema : 0;
}
