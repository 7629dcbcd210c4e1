import { type ReactNode, useEffect, useRef } from 'react';
import { classes } from '../lib/classes.ts';

/** The heading of the page. It takes the focus when it comes up in place of what had it, so that nobody is left at the top of the document. */
export function Heading({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={classes('text-title font-bold tracking-tight text-balance max-sm:text-[1.375rem] max-sm:leading-7', className)}>
      {children}
    </h1>
  );
}
