import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

interface QuestionDialogProps {
  readonly heading: string;
  readonly explanation: string;
  /** The safe answer. */
  readonly back: string;
  readonly goOn: string;
  readonly onAnswer: (goOn: boolean) => void;
  /** What there is to look at before answering. */
  readonly children?: ReactNode;
}

/** Asks once before something that may not be safe; the safe answer comes first, and closing the dialog is that answer. */
export function QuestionDialog({ heading, explanation, back, goOn, onAnswer, children }: QuestionDialogProps) {
  return (
    <Dialog heading={heading} onClose={() => onAnswer(false)} className={children === undefined ? 'max-w-md' : 'max-w-2xl'}>
      <p className="mt-2 text-mute">{explanation}</p>
      {children}
      <div className="mt-6 grid gap-3">
        <Button look="primary" onClick={() => onAnswer(false)}>
          {back}
        </Button>
        <Button onClick={() => onAnswer(true)}>{goOn}</Button>
      </div>
    </Dialog>
  );
}
