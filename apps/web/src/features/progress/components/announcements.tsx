import type { StageRecord } from '@inbox-connect/core';
import { useCatalogue } from '../../../lib/catalogue.ts';

/** Tells a screen reader about every stage that has ended, once and politely: each is a line that joins a log. */
export function Announcements({ stages }: { readonly stages: readonly StageRecord[] }) {
  const { t } = useCatalogue();
  return (
    <div role="log" className="sr-only">
      {stages.map(
        ({ service, stage, verdict }) =>
          (verdict === 'passed' || verdict === 'failed') && (
            <p key={`${service} ${stage}`}>
              {t('progress.stage-announcement', { service: t(`services.${service}`), sentence: t(`stages.${stage}.${verdict}`) })}
            </p>
          ),
      )}
    </div>
  );
}
