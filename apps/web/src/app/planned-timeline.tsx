import { useFormContext, useWatch } from 'react-hook-form';
import { type EnteredSettings, formatEndpoint } from '../features/connect/entered-settings.ts';
import { Timeline } from '../features/progress/components/timeline.tsx';
import { useProofNote } from './proof-note.ts';

/** What a check will do with the settings as they stand in the form. */
export function PlannedTimeline() {
  const { control } = useFormContext<EnteredSettings>();
  const [imap, smtp, sendTestMessage] = useWatch({ control, name: ['imap', 'smtp', 'sendTestMessage'] });
  const proofNote = useProofNote(sendTestMessage);
  return <Timeline endpoints={{ imap: formatEndpoint(imap), smtp: formatEndpoint(smtp) }} proofNote={proofNote} />;
}
