import { useLayoutEffect, useRef } from 'react';
import { Button } from '../../../components/button.tsx';

interface QuestionDialogProps {
  readonly heading: string;
  readonly explanation: string;
  /** The safe answer. */
  readonly back: string;
  readonly goOn: string;
  readonly onAnswer: (goOn: boolean) => void;
}

/** Asks once before a password goes where it may not be safe; the safe answer comes first, and closing the dialog is that answer. */
export function QuestionDialog({ heading, explanation, back, goOn, onAnswer }: QuestionDialogProps) {
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
      aria-labelledby="question-heading"
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(false);
      }}
      className="w-[calc(100%-2rem)] max-w-md rounded-card border border-line bg-card p-4.5 text-ink sm:p-6.5"
    >
      <h2 id="question-heading" className="text-lg font-bold">
        {heading}
      </h2>
      <p className="mt-2 text-mute">{explanation}</p>
      <div className="mt-6 grid gap-3">
        <Button look="primary" onClick={() => onAnswer(false)}>
          {back}
        </Button>
        <Button onClick={() => onAnswer(true)}>{goOn}</Button>
      </div>
    </dialog>
  );
}
