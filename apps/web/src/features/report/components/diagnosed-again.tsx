import type { ChangedCause } from '@inbox-connect/core';
import { Notice } from '../../../components/notice.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';

/** What today's rules see otherwise than those of the day of the check. */
export function DiagnosedAgain({ changes }: { readonly changes: readonly ChangedCause[] }) {
  const { t } = useCatalogue();
  if (changes.length === 0) return null;
  const nameOf = (cause: ChangedCause['now']) => cause ?? t('report.again.no-problem');
  return (
    <Notice>
      <h2 className="font-semibold">{t('report.again.heading')}</h2>
      <p>{t('report.again.explanation')}</p>
      <ul className="mt-1.5 list-disc pl-5">
        {changes.map(({ service, stage, before, now }) => (
          <li key={`${service} ${stage}`}>
            {t('report.again.change', { service: t(`services.${service}`), stage: t(`stages.${stage}.name`), before: nameOf(before), now: nameOf(now) })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
