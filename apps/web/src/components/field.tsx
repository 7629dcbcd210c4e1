import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../lib/classes.ts';

/** What every field has: a label above it, an error beside it, a hint below it. */
interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode | undefined;
  readonly error?: string | undefined;
  readonly children: ReactNode;
  readonly className?: string;
}

export function Field({ id, label, hint, error, children, className }: FieldProps) {
  return (
    <div className={classes('min-w-0', className)}>
      <label htmlFor={id} className="mb-1.5 block text-md font-semibold">
        {label}
      </label>
      {children}
      {error !== undefined && <FieldError id={errorId(id)}>{error}</FieldError>}
      {hint !== undefined && (
        <p id={hintId(id)} className="mt-1.5 text-sm text-mute">
          {hint}
        </p>
      )}
    </div>
  );
}

function FieldError({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <p id={id} className="mt-1.5 flex items-start gap-1.5 text-md font-medium text-bad">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}

/** The attributes that tie an input to its error and hint. */
export function describedBy(id: string, { error, hint }: { readonly error?: string | undefined; readonly hint?: unknown }) {
  const ids = [error !== undefined && errorId(id), hint !== undefined && hintId(id)].filter((one) => one !== false);
  return { 'aria-invalid': error !== undefined || undefined, 'aria-describedby': ids.join(' ') || undefined };
}

export const inputClasses =
  'block h-11 w-full min-w-0 rounded-field border border-field bg-card px-3.5 text-[1rem] text-ink placeholder:text-mute focus-visible:border-brand focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-brand aria-invalid:border-bad';

function errorId(id: string): string {
  return `${id}-error`;
}

function hintId(id: string): string {
  return `${id}-hint`;
}
