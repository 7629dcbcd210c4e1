import type { ComponentProps, MouseEvent } from 'react';
import { classes } from '../lib/classes.ts';

interface Look {
  readonly look?: 'primary' | 'quiet';
  readonly size?: 'normal' | 'small';
}

/** A button that waits for its own action keeps the focus: it is marked, not taken away. */
export function Button({ look, size, busy = false, onClick, className, ...rest }: ComponentProps<'button'> & Look & { readonly busy?: boolean }) {
  const press = (event: MouseEvent<HTMLButtonElement>) => (busy ? event.preventDefault() : onClick?.(event));
  return <button type="button" {...rest} aria-disabled={busy || undefined} onClick={press} className={classes(buttonClasses({ look, size }), className)} />;
}

export function ButtonLink({ look, size, className, ...rest }: ComponentProps<'a'> & Look) {
  return <a {...rest} className={classes(buttonClasses({ look, size }), className)} />;
}

function buttonClasses({ look = 'quiet', size = 'normal' }: { readonly look?: Look['look'] | undefined; readonly size?: Look['size'] | undefined }): string {
  return classes(
    'inline-flex items-center justify-center gap-2 border text-center font-semibold transition-colors aria-disabled:opacity-60',
    size === 'normal' ? 'min-h-11 rounded-field px-5 py-2' : 'min-h-9 rounded-lg px-3.5 py-1.5 text-md',
    look === 'primary' ? 'border-transparent bg-brand text-on-brand hover:bg-brand-strong' : 'border-edge bg-card text-ink hover:bg-soft',
  );
}
