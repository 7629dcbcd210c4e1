import { type ConnectionSettings, isDemo } from '@inbox-connect/core';
import { FlaskConical } from 'lucide-react';
import { useCatalogue } from '../lib/catalogue.ts';
import { classes } from '../lib/classes.ts';

/** Says of what the mail lab brought about that it is a demo; says nothing of anything else. */
export function DemoMark({ settings, className }: { readonly settings: ConnectionSettings | null; readonly className?: string }) {
  const { t } = useCatalogue();
  if (settings === null || !isDemo(settings)) return null;
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1.5 rounded-full border border-transparent bg-brand-soft px-2.5 text-xs/5.5 font-semibold text-brand-strong',
        className,
      )}
    >
      <FlaskConical aria-hidden className="size-3.5" />
      {t('page.demo-mark')}
    </span>
  );
}
