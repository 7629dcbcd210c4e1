import type { Observation, StageRecord } from './observation.ts';
import type { Problem } from './problem.ts';
import type { Report } from './report.ts';
import type { ConnectionSettings } from './settings.ts';
import type { Outcome, Service, Stage } from './vocabulary.ts';

/** One thing in two reports; undefined where a report has nothing of the kind. */
export interface Compared<T> {
  readonly left: T | undefined;
  readonly right: T | undefined;
  readonly differs: boolean;
}

interface Place {
  readonly service: Service;
  readonly stage: Stage;
}

/** Settings that decide how a check goes; the language is none of them. */
export const comparedSettings = [
  'email',
  'username',
  'imap',
  'smtp',
  'allowNonSecureCertificate',
  'trustedCertificates',
  'sendTestMessage',
] as const satisfies readonly (keyof ConnectionSettings)[];
export type ComparedSetting = (typeof comparedSettings)[number];

/** Two reports side by side: everything in the order of a check, whether it differs or not. */
export interface ReportComparison {
  readonly outcome: Compared<Outcome>;
  readonly settings: readonly (Compared<ConnectionSettings> & { readonly field: ComparedSetting })[];
  readonly stages: readonly (Compared<StageRecord> & Place)[];
  readonly facts: readonly (Compared<Observation> & Place)[];
  readonly problems: readonly (Compared<Problem> & Place)[];
}

/**
 * Compares two reports of the same account, or of one that works and one that does not. What every run has otherwise (times, identifiers,
 * dates, which of several addresses answered) is no difference; what took much longer is one.
 */
export function compareReports(left: Report, right: Report): ReportComparison {
  const places = placesIn(left, right);
  return {
    outcome: compare(left.outcome ?? undefined, right.outcome ?? undefined, same),
    settings: comparedSettings.map((field) => ({
      field,
      left: left.settings ?? undefined,
      right: right.settings ?? undefined,
      differs: !same(left.settings?.[field], right.settings?.[field]),
    })),
    stages: places.map((place) => ({ ...place, ...compare(stageAt(left, place), stageAt(right, place), wentAlike) })),
    facts: places.flatMap((place) => pairUp(factsAt(left, place), factsAt(right, place), essenceOfFact).map((pair) => ({ ...place, ...pair }))),
    problems: places.flatMap((place) => pairUp(problemsAt(left, place), problemsAt(right, place), essenceOfProblem).map((pair) => ({ ...place, ...pair }))),
  };
}

/** Every stage of either report, in the order of the first one; what only the second one has comes behind its predecessor there. */
function placesIn(left: Report, right: Report): readonly Place[] {
  const places: Place[] = left.stages.map(({ service, stage }) => ({ service, stage }));
  for (const [index, { service, stage }] of right.stages.entries()) {
    if (places.some((place) => isAt(place, { service, stage }))) continue;
    const before = right.stages[index - 1];
    const behind = before === undefined ? -1 : places.findIndex((place) => isAt(place, before));
    places.splice(behind + 1, 0, { service, stage });
  }
  return places;
}

function isAt(one: Place, other: Place): boolean {
  return one.service === other.service && one.stage === other.stage;
}

function stageAt({ stages }: Report, place: Place): StageRecord | undefined {
  return stages.find((stage) => isAt(stage, place));
}

/** The settings are compared by themselves. */
function factsAt(report: Report, place: Place): readonly Observation[] {
  return stageAt(report, place)?.observations.filter(({ type }) => type !== 'settings-used') ?? [];
}

function problemsAt({ problems }: Report, place: Place): readonly Problem[] {
  return problems.filter((problem) => isAt(problem, place));
}

function compare<T>(left: T | undefined, right: T | undefined, alike: (left: T, right: T) => boolean): Compared<T> {
  return { left, right, differs: left === undefined || right === undefined ? left !== right : !alike(left, right) };
}

/** Milliseconds from which on it is to be felt that a stage took much longer. */
const feltMs = 2_000;

function wentAlike(left: StageRecord, right: StageRecord): boolean {
  const [shorter = 0, longer = 0] = [left.durationMs, right.durationMs].sort((one, other) => one - other);
  return left.verdict === right.verdict && left.reason === right.reason && (longer < feltMs || longer < 4 * shorter);
}

/** First what is the same in both, wherever it stands; what is left is set beside what is left of its kind. */
function pairUp<T extends Observation | Problem>(left: readonly T[], right: readonly T[], essence: (value: T) => string): readonly Compared<T>[] {
  const takeEqual = takerOf(right, essence);
  const equals = left.map((value) => takeEqual(essence(value)));
  const taken = new Set(equals);
  const others = right.filter((value) => !taken.has(value));
  const takeOfKind = takerOf(others, kindOf);
  const pairs = left.map((value, index): Compared<T> => {
    const equal = equals[index];
    return equal === undefined ? { left: value, right: takeOfKind(kindOf(value)), differs: true } : { left: value, right: equal, differs: false };
  });
  const paired = new Set(pairs.map((pair) => pair.right));
  return [...pairs, ...others.filter((value) => !paired.has(value)).map((value) => ({ left: undefined, right: value, differs: true }))];
}

/** Gives values away by a key, each once, in their order. */
function takerOf<T>(values: readonly T[], keyOf: (value: T) => string): (key: string) => T | undefined {
  const waiting = Map.groupBy(values.toReversed(), keyOf);
  return (key) => waiting.get(key)?.pop();
}

function kindOf(value: Observation | Problem): string {
  return 'type' in value ? value.type : value.severity;
}

function essenceOfProblem({ cause, severity, confidence, owner, remedies: [first] }: Problem): string {
  return JSON.stringify([cause, severity, confidence, owner, first?.id, first?.patch, first?.verified]);
}

/** A fact without what is its own in every run. */
function essenceOfFact(fact: Observation): string {
  switch (fact.type) {
    case 'addresses-resolved':
      return JSON.stringify({ ...fact, addresses: fact.addresses.toSorted() });
    case 'connection-attempted':
      return JSON.stringify({ ...fact, address: fact.address.includes(':') ? 6 : 4, durationMs: 0 });
    case 'capabilities-listed':
      return JSON.stringify({ ...fact, capabilities: fact.capabilities.toSorted() });
    case 'greeting-received':
      return JSON.stringify({ ...fact, text: withoutRun(fact.text) });
    case 'server-replied':
      return JSON.stringify(fact.ok ? { ...fact, reply: '' } : { ...fact, reply: withoutRun(fact.reply) });
    case 'mailbox-opened':
      return JSON.stringify({ ...fact, messages: 0 });
    case 'message-accepted':
      return JSON.stringify({ ...fact, messageId: '' });
    case 'message-arrived':
    case 'message-missing':
    case 'nothing-received':
      return JSON.stringify({ ...fact, afterMs: 0 });
    case 'endpoint-probed':
      return JSON.stringify({ ...fact, durationMs: 0 });
    case 'internal-error':
      return JSON.stringify({ ...fact, reference: '' });
    default:
      return JSON.stringify(fact);
  }
}

/** What a server writes otherwise each time: numbers of sessions and queues, days, times. */
function withoutRun(text: string): string {
  return text
    .replaceAll(/\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?\d{1,2}[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[ -]\d{4}\b/g, '…')
    .replaceAll(/\b\d{4}-\d\d-\d\d\b|\b\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?: ?[+-]\d{4})?/g, '…')
    .replaceAll(/\b(?=[\w-]*\d[\w-]*\d)[\w-]{8,}/g, '…');
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
