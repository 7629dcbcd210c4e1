import { useEffect, useRef } from 'react';
import { Button } from '../../../components/button.tsx';
import { CopyButton } from '../../../components/copy-button.tsx';
import { inputClasses } from '../../../components/field.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';
import { sharedReportLink } from '../../../lib/route.ts';
import { useViews } from '../api/use-report.ts';
import { useTakeBack } from '../api/use-share.ts';
import type { KeptLink } from '../kept-links.ts';

interface SharedLinkCardProps {
  readonly link: KeptLink;
  /** It was asked for just now: the focus moves to it. */
  readonly isNew?: boolean;
  readonly className?: string;
}

/** A link that was made here: to pass on, to see how often it was followed, and to take back. */
export function SharedLinkCard({ link, isNew = false, className = 'bg-soft' }: SharedLinkCardProps) {
  const { t, formatDateTime } = useCatalogue();
  const views = useViews(link);
  const takeBack = useTakeBack();
  const address = sharedReportLink(link.token);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isNew) input.current?.focus();
  }, [isNew]);
  return (
    <div className={classes('grid gap-2.5 rounded-xl border border-line px-4 py-3.5', className)}>
      <div className="flex flex-wrap items-center gap-2.5">
        <input
          ref={input}
          readOnly
          value={address}
          aria-label={t('report.share.link')}
          onFocus={(event) => event.target.select()}
          className={`${inputClasses} grow basis-60 font-mono text-sm!`}
        />
        <CopyButton text={address} label={t('report.share.copy')} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 text-sm text-mute">
        <p>
          {t('report.share.until', { date: formatDateTime(link.expiresAt) })} {views !== undefined && t('report.share.views', { count: views })}
        </p>
        <Button size="small" busy={takeBack.isPending} onClick={() => takeBack.mutate(link)}>
          {t('report.share.take-back')}
        </Button>
      </div>
      <p role="alert" className="text-md text-bad empty:hidden">
        {takeBack.isError && t('report.share.not-taken-back')}
      </p>
    </div>
  );
}
