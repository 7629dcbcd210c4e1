import type { Report } from '@inbox-connect/core';
import { useFormContext, useWatch } from 'react-hook-form';
import { Notice } from '../../../components/notice.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { type EnteredSettings, trimUnseen } from '../entered-settings.ts';

/** Says which report the form is filled from, and where the password will go: servers that somebody else may have written down. */
export function AgainNotice({ report, onLeave }: { readonly report: Report; readonly onLeave: () => void }) {
  const { t, formatDateTime } = useCatalogue();
  const { control } = useFormContext<EnteredSettings>();
  const hosts = useWatch({ control, name: ['imap.host', 'smtp.host'] }).map(trimUnseen);
  const named = [...new Set(hosts)].filter((host) => host !== '');
  const date = formatDateTime(report.startedAt);
  return (
    <Notice className="mb-5.5">
      <p className="font-semibold">{t('compare.again.heading')}</p>
      <p>{named.length === 0 ? t('compare.again.hidden', { date }) : t('compare.again.explanation', { date, hosts: named.join(', ') })}</p>
      <button type="button" onClick={onLeave} className="mt-1.5 rounded font-semibold text-brand-strong hover:underline">
        {t('compare.again.leave')}
      </button>
    </Notice>
  );
}
