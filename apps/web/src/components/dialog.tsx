import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { classes } from '../lib/classes.ts';

interface DialogProps {
  readonly heading: string;
  /** Asked for by Escape; the dialog goes when it is taken away. */
  readonly onClose: () => void;
  /** The id of what explains it. */
  readonly describedBy?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** The browser's own dialog: nothing behind it can be reached, and the focus comes back to where it was. */
export function Dialog({ heading, onClose, describedBy, className, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // A dialog that is closed before it goes gives the focus back to what had it; one that is only taken away does not.
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      aria-describedby={describedBy}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className={classes('w-[calc(100%-2rem)] rounded-card border border-line bg-card p-4.5 text-ink sm:p-6.5', className)}
    >
      <h2 id={id} className="text-lg font-bold">
        {heading}
      </h2>
      {children}
    </dialog>
  );
}
