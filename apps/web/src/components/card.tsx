import type { ReactNode } from 'react';
import { classes } from '../lib/classes.ts';

/** One idea, framed. */
export function Card({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <section className={classes('rounded-card border border-line bg-card p-4.5 sm:p-6.5', className)}>{children}</section>;
}
