import { useLayoutEffect, useRef } from 'react';
import { Button } from '../../../components/button.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';

interface ClearTextDialogProps {
  readonly hosts: readonly string[];
  readonly onAnswer: (goOn: boolean) => void;
}

/** Asks once before a password goes out in clear text; the safe answer comes first, and closing the dialog is that answer. */
export function ClearTextDialog({ hosts, onAnswer }: ClearTextDialogProps) {
  const { t } = useCatalogue();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // A dialog that is closed before it goes gives the focus back to what had it; one that is only taken away does not.
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="clear-text-heading"
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(false);
      }}
      className="w-[calc(100%-2rem)] max-w-md rounded-card border border-line bg-card p-4.5 text-ink sm:p-6.5"
    >
      <h2 id="clear-text-heading" className="text-lg font-bold">
        {t('form.clear-text.heading')}
      </h2>
      <p className="mt-2 text-mute">{t('form.clear-text.explanation', { count: hosts.length, hosts: hosts.join(', ') })}</p>
      <div className="mt-6 grid gap-3">
        <Button look="primary" onClick={() => onAnswer(false)}>
          {t('form.clear-text.back')}
        </Button>
        <Button onClick={() => onAnswer(true)}>{t('form.clear-text.go-on')}</Button>
      </div>
    </dialog>
  );
}
