import { ApiError } from '@inbox-connect/client';
import { prepareShare, type Report, type ShareOptions } from '@inbox-connect/core';
import { useMemo, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { useKeptLinks, useShare } from '../api/use-share.ts';
import { SharePreview } from './share-preview.tsx';
import { SharedLinkCard } from './shared-link-card.tsx';

const toggles = ['hideLocalPart', 'hideHostNames', 'includeTranscript'] as const;
const lifetimes = [1, 7, 30] as const;

/** Makes a link to the report of a check. What will leave stands here before it leaves, and changes with the choices. */
export function ShareDialog({ report, onClose }: { readonly report: Report; readonly onClose: () => void }) {
  const { t } = useCatalogue();
  const [options, setOptions] = useState<ShareOptions>({ hideLocalPart: true, hideHostNames: false, includeTranscript: true });
  const [days, setDays] = useState<(typeof lifetimes)[number]>(7);
  const prepared = useMemo(() => prepareShare(report, options), [report, options]);
  const share = useShare();
  const links = useKeptLinks().filter(({ check }) => check === report.id);
  return (
    <Dialog heading={t('report.share.heading')} onClose={onClose} className="max-w-5xl">
      <p className="mt-1.5 text-mute">{t('report.share.lede')}</p>
      <div className="mt-5 grid gap-x-7 gap-y-5 lg:grid-cols-[17rem_minmax(0,1fr)]">
        <div className="grid content-start gap-5">
          <fieldset className="grid gap-3">
            <legend className="mb-2 text-md font-semibold">{t('report.share.leaves')}</legend>
            {toggles.map((name) => (
              <label key={name} className="flex items-start gap-2.5 text-md">
                <input
                  type="checkbox"
                  checked={options[name]}
                  onChange={(event) => setOptions({ ...options, [name]: event.target.checked })}
                  className="mt-0.5 size-4.5 shrink-0 accent-brand"
                />
                <span>
                  {t(`report.share.${name}`)}
                  <span className="block text-sm text-mute">{t(`report.share.${name}-hint`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <fieldset>
            <legend className="mb-2 text-md font-semibold">{t('report.share.lifetime')}</legend>
            <div className="flex flex-wrap gap-x-5 gap-y-2">
              {lifetimes.map((lifetime) => (
                <label key={lifetime} className="flex items-center gap-2 text-md">
                  <input type="radio" name="lifetime" checked={days === lifetime} onChange={() => setDays(lifetime)} className="size-4.5 accent-brand" />
                  {t('report.share.days', { count: lifetime })}
                </label>
              ))}
            </div>
          </fieldset>
        </div>
        <SharePreview report={prepared} />
      </div>
      <div role="status" className="mt-5 grid gap-3 empty:hidden">
        {links.map((link) => (
          <SharedLinkCard key={link.token} link={link} isNew={link.token === share.data?.token} />
        ))}
      </div>
      <div role="alert" className="mt-5 empty:hidden">
        {share.isError && <Notice tone="warning">{t(`report.share.failed.${reasonOf(share.error)}`)}</Notice>}
      </div>
      <div className="mt-6 flex flex-wrap gap-3 max-sm:*:w-full">
        <Button look="primary" busy={share.isPending} onClick={() => share.mutate({ check: report.id, ...options, days })}>
          {t(links.length === 0 ? 'report.share.make' : 'report.share.make-another')}
        </Button>
        <Button onClick={onClose}>{t('report.share.close')}</Button>
      </div>
    </Dialog>
  );
}

function reasonOf(error: Error): 'forgotten' | 'limited' | 'unreachable' {
  if (!(error instanceof ApiError)) return 'unreachable';
  if (error.status === 404) return 'forgotten';
  return error.status === 429 ? 'limited' : 'unreachable';
}
