import { useLayoutEffect, useRef } from 'react';
import { Button } from '../../../components/button.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import type { Proving } from '../api/use-start-check.ts';

/** Says what the browser works on while the service wants work before a check, how far it is, and how to give it up. There is nothing to solve for the person. */
export function ProofDialog({ proving: { done, parts, cancel } }: { readonly proving: Proving }) {
  const { t } = useCatalogue();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closed before it goes, it gives the focus back to what had it.
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="proof-heading"
      aria-describedby="proof-explanation"
      onCancel={(event) => {
        event.preventDefault();
        cancel();
      }}
      className="w-[calc(100%-2rem)] max-w-md rounded-card border border-line bg-card p-4.5 text-ink sm:p-6.5"
    >
      <h2 id="proof-heading" className="text-lg font-bold">
        {t('form.proof.heading')}
      </h2>
      <p id="proof-explanation" className="mt-2 text-mute">
        {t('form.proof.explanation')}
      </p>
      <progress
        aria-label={t('form.proof.progress')}
        value={done}
        max={parts}
        className="mt-5 h-2 w-full appearance-none overflow-hidden rounded-full bg-soft [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-soft [&::-webkit-progress-value]:bg-brand"
      />
      <Button className="mt-5 w-full" onClick={cancel}>
        {t('form.proof.cancel')}
      </Button>
    </dialog>
  );
}
