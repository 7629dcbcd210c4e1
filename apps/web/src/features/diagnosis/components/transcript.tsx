import type { TranscriptLine } from '@inbox-connect/core';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';

/** What both sides said, line by line. It is a stranger's text: shown as text, never as anything else. */
export function Transcript({ lines, label }: { readonly lines: readonly TranscriptLine[]; readonly label: string }) {
  const { t } = useCatalogue();
  if (lines.length === 0) return <p className="text-md text-mute">{t('result.no-conversation')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section aria-label={label} tabIndex={0} className="max-h-80 overflow-auto rounded-lg bg-soft px-1 py-2 font-mono text-xs/5">
      <ol>
        {lines.map(({ at, from, text }, index) => (
          <li key={index} className="grid grid-cols-[4.5rem_3.75rem_minmax(0,1fr)] gap-x-2 px-2.5">
            <span className="text-mute tabular-nums">{t('result.line-time', { seconds: (at / 1_000).toFixed(3) })}</span>
            <span className={classes('font-bold', from === 'client' ? 'text-brand-strong' : 'text-ok')}>{t(`result.from-${from}`)}</span>
            <span className="whitespace-pre-wrap">{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
