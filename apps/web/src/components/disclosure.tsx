import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../lib/classes.ts';

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly hint?: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly open?: boolean;
  readonly onToggle?: (open: boolean) => void;
}

/** Details that are there for whoever asks. */
export function Disclosure({ summary, hint, children, className, open, onToggle }: DisclosureProps) {
  return (
    <details open={open} onToggle={(event) => onToggle?.(event.currentTarget.open)} className={classes('group', className)}>
      <summary className="-mx-1 flex w-fit items-center gap-1.5 rounded px-1 text-md font-semibold">
        <ChevronRight aria-hidden className="size-4 shrink-0 transition-transform group-open:rotate-90" />
        <span>
          {summary}
          {hint !== undefined && <span className="ml-2 font-normal text-mute">{hint}</span>}
        </span>
      </summary>
      <div className="mt-4">{children}</div>
    </details>
  );
}
