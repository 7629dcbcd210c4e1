import {
  type Compared,
  type ComparedSetting,
  type ConnectionSettings,
  type Observation,
  type Problem,
  type Report,
  type ReportComparison,
  type StageRecord,
  signInName,
} from '@inbox-connect/core';
import type { Catalogue } from './catalogue.ts';
import { describeObservation, separator } from './describe-observation.ts';
import { describeProblem, describeRemedy } from './describe-problem.ts';

/** One thing in both reports: lines of text, none where a report has nothing of the kind. */
export interface ComparisonRow {
  readonly name: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly differs: boolean;
  /** What a person, a server or a standard wrote. */
  readonly isQuote: boolean;
}

export interface ComparisonPart {
  readonly id: 'settings' | 'stages' | 'facts' | 'problems';
  readonly title: string;
  readonly rows: readonly ComparisonRow[];
}

/** A comparison in words: the same four parts for every reader. */
export function describeComparison(catalogue: Catalogue, comparison: ReportComparison, left: Report, right: Report): readonly ComparisonPart[] {
  const { t } = catalogue;
  const row = <T>(name: string, { left: one, right: other, differs }: Compared<T>, lines: (value: T, side: Report) => readonly string[], isQuote = false) => ({
    name,
    left: one === undefined ? [] : lines(one, left),
    right: other === undefined ? [] : lines(other, right),
    differs,
    isQuote,
  });
  const nameOf = ({ service, stage }: Pick<StageRecord, 'service' | 'stage'>) =>
    t('report.stage', { service: t(`services.${service}`), stage: t(`stages.${stage}.name`) });
  const part = (id: ComparisonPart['id'], rows: readonly ComparisonRow[]) => ({ id, title: t(`compare.parts.${id}`), rows });
  return [
    part(
      'settings',
      comparison.settings.map((compared) =>
        row(nameOfSetting(catalogue, compared.field), compared, (settings) => describeSetting(catalogue, compared.field, settings), true),
      ),
    ),
    part('stages', [
      row(t('compare.outcome'), comparison.outcome, (outcome) => [t(`outcomes.${outcome}`)]),
      ...comparison.stages.map((compared) => row(nameOf(compared), compared, (stage) => [describeCourse(catalogue, stage)])),
    ]),
    part(
      'facts',
      mergeRows(
        comparison.facts.map((compared) => {
          const other = (fact: Observation) => (fact === compared.left ? compared.right : compared.left);
          return row(nameOf(compared), compared, (fact, { startedAt }) => describeFact(catalogue, fact, other(fact), new Date(startedAt)), true);
        }),
      ),
    ),
    part(
      'problems',
      comparison.problems.map((compared) => row(nameOf(compared), compared, (problem, { settings }) => describeTrouble(catalogue, problem, settings))),
    ),
  ];
}

/** What differs in a stage is one row, and what does not another. */
function mergeRows(rows: readonly ComparisonRow[]): readonly ComparisonRow[] {
  const merged = new Map<string, ComparisonRow>();
  for (const row of rows) {
    const key = `${row.name} ${row.differs}`;
    const before = merged.get(key);
    merged.set(key, before === undefined ? row : { ...row, left: [...before.left, ...row.left], right: [...before.right, ...row.right] });
  }
  return [...merged.values()];
}

function nameOfSetting({ t }: Catalogue, field: ComparedSetting): string {
  const keys = {
    email: 'progress.account',
    username: 'progress.username',
    imap: 'progress.incoming',
    smtp: 'progress.outgoing',
    allowNonSecureCertificate: 'report.non-secure',
    trustedCertificates: 'report.trusted',
    sendTestMessage: 'progress.test-message',
  } as const;
  return t(keys[field]);
}

function describeSetting({ t }: Catalogue, field: ComparedSetting, settings: ConnectionSettings): readonly string[] {
  switch (field) {
    case 'email':
      return [settings.email];
    case 'username':
      return [signInName(settings)];
    case 'imap':
    case 'smtp': {
      const { host, port, security } = settings[field];
      return [t('facts.settings-used', { host, port, security: t(`securities.${security}`) })];
    }
    case 'trustedCertificates':
      return settings.trustedCertificates;
    default:
      return [t(settings[field] ? 'report.yes' : 'report.no')];
  }
}

function describeCourse({ t, formatDuration }: Catalogue, { verdict, reason, durationMs }: StageRecord): string {
  const course = t(`verdicts.${verdict ?? 'skipped'}`);
  if (reason !== undefined) return [course, t(`skipReasons.${reason}`)].join(separator);
  return [course, formatDuration(durationMs)].join(separator);
}

/** A fact with what tells it from its counterpart, where the short line does not. */
function describeFact(catalogue: Catalogue, fact: Observation, other: Observation | undefined, now: Date): readonly string[] {
  const lines = describeObservation(catalogue, fact, now).split('\n');
  switch (fact.type) {
    case 'addresses-resolved':
      return fact.addresses;
    case 'greeting-received':
      return [fact.text];
    case 'tls-established':
      return [[...lines, fact.cipher].join(separator)];
    case 'certificate-presented': {
      const [leaf] = fact.chain;
      return leaf === undefined ? lines : [...lines, leaf.subject, leaf.fingerprint256];
    }
    case 'capabilities-listed':
      return [...lines, ...(other?.type === fact.type ? fact.capabilities.filter((name) => !other.capabilities.includes(name)) : [])];
    default:
      return lines;
  }
}

function describeTrouble(catalogue: Catalogue, problem: Problem, settings: Report['settings']): readonly string[] {
  const [remedy] = problem.remedies;
  const { headline, title } = describeProblem(catalogue, problem, settings);
  return [title, headline, ...(remedy === undefined ? [] : [describeRemedy(catalogue, remedy, problem.service, settings).action])];
}
