import type { ReactNode } from 'react';
import { Card } from '../../../components/card.tsx';
import { classes } from '../../../lib/classes.ts';
import { guideHref } from '../../../lib/route.ts';
import { elementId, showEntry } from '../show-entry.ts';

/** A part of the guide, with an address of its own. */
export function Part({ id, heading, lede, children }: { readonly id: string; readonly heading: string; readonly lede?: string; readonly children: ReactNode }) {
  return (
    <section id={elementId(id)} aria-labelledby={`${elementId(id)}-heading`} className="min-w-0 scroll-mt-6">
      <h2 id={`${elementId(id)}-heading`} tabIndex={-1} className="text-[1.25rem] leading-7 font-bold tracking-tight">
        {heading}
      </h2>
      {lede !== undefined && <p className={classes('mt-1 text-mute', measure)}>{lede}</p>}
      <div className="mt-4 grid gap-4">{children}</div>
    </section>
  );
}

/** One entry of a part, framed. */
export function Entry({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <article id={elementId(id)} aria-labelledby={`${elementId(id)}-heading`} className="min-w-0 scroll-mt-6">
      <Card className="has-[h3:focus]:border-brand">{children}</Card>
    </article>
  );
}

export function EntryHeading({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <h3 id={`${elementId(id)}-heading`} tabIndex={-1} className="text-lg font-bold tracking-tight">
      {children}
    </h3>
  );
}

interface EntryLinkProps {
  readonly entry: string;
  readonly isCurrent?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A link to an entry. Followed a second time it shows the entry again, which the browser by itself would not. */
export function EntryLink({ entry, isCurrent = false, className, children }: EntryLinkProps) {
  const href = guideHref(entry);
  return (
    <a href={href} aria-current={isCurrent ? 'location' : undefined} onClick={() => location.hash === href && showEntry(entry)} className={className}>
      {children}
    </a>
  );
}

/** Lines of a length that the eye follows. */
export const measure = 'max-w-[68ch]';

export const linkClasses = 'font-medium text-brand underline-offset-3 hover:underline';
