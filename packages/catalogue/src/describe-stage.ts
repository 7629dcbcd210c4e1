import type { Observation, ObservationType, StageRecord } from '@inbox-connect/core';
import type { Catalogue } from './catalogue.ts';
import { describeObservation, separator } from './describe-observation.ts';

/** Which facts speak for a stage that passed. */
const telling: Readonly<Record<StageRecord['stage'], readonly ObservationType[]>> = {
  resolve: ['addresses-resolved'],
  connect: ['connection-attempted'],
  secure: ['tls-established', 'certificate-presented'],
  greet: ['greeting-received'],
  authenticate: ['credentials-sent'],
  select: ['mailbox-opened'],
  send: ['message-accepted'],
  arrive: ['message-arrived'],
};

/** The fact that says most about a stage: why it was skipped, what proved it, or the first thing that went wrong. Empty while nothing is known. */
export function describeStage(catalogue: Catalogue, record: StageRecord, now = new Date()): string {
  if (record.reason !== undefined) return catalogue.t(`skipReasons.${record.reason}`);
  return factsToShow(record)
    .map((fact) => describeObservation(catalogue, fact, now))
    .join(separator);
}

/** Whether a stage is described in the words of the server itself, which are in nobody's language. */
export function quotesServer(record: StageRecord): boolean {
  return record.reason === undefined && factsToShow(record).some(({ type }) => type === 'greeting-received' || type === 'server-replied');
}

function factsToShow({ stage, verdict, observations }: StageRecord): readonly Observation[] {
  const facts = observations.filter(({ type }) => type !== 'settings-used' && type !== 'provider-recognised');
  const chosen =
    verdict === 'failed'
      ? [...facts.filter(isTrouble), ...facts.filter(isTimeUp)].slice(0, 1)
      : facts.filter((fact) => telling[stage].includes(fact.type) && !isTrouble(fact));
  return chosen.length > 0 || verdict !== 'failed' ? chosen : facts.slice(-1);
}

/** That the time was up says least: it counts only when nothing else does. */
function isTimeUp({ type }: Observation): boolean {
  return type === 'deadline-passed';
}

function isTrouble(fact: Observation): boolean {
  switch (fact.type) {
    case 'connection-attempted':
      return fact.outcome !== 'connected';
    case 'certificate-presented':
      return fact.decision === 'refused';
    case 'server-replied':
      return !fact.ok;
    case 'deadline-passed':
    case 'settings-used':
    case 'provider-recognised':
    case 'addresses-resolved':
    case 'tls-established':
    case 'greeting-received':
    case 'capabilities-listed':
    case 'credentials-sent':
    case 'signed-in':
    case 'mailbox-opened':
    case 'folders-listed':
    case 'message-accepted':
    case 'message-arrived':
      return false;
    default:
      return true;
  }
}
