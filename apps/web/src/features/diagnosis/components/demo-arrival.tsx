import { isDemo, type Report } from '@inbox-connect/core';
import { useChunk } from '../../../lib/chunk.ts';
import { useConfig } from '../../../lib/config.ts';

/** After a check of the lab: its test message, as it lies in the inbox. */
export function DemoArrival({ report: { settings, stages } }: { readonly report: Report }) {
  const hasLab = useConfig()?.lab === true;
  const observations = stages.flatMap((stage) => stage.observations);
  const accepted = observations.find((observation) => observation.type === 'message-accepted');
  const hasArrived = observations.some(({ type }) => type === 'message-arrived');
  const isWanted = hasLab && hasArrived && accepted !== undefined && settings !== null && isDemo(settings);
  const inbox = useChunk('lab-inbox', () => import('../../lab/components/lab-inbox.tsx'), isWanted);
  return isWanted && inbox.state === 'loaded' && <inbox.module.LabInbox messageId={accepted.messageId} />;
}
