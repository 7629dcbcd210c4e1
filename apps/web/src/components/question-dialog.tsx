import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';

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
  return (
    <Dialog heading={heading} onClose={() => onAnswer(false)} className="max-w-md">
      <p className="mt-2 text-mute">{explanation}</p>
      <div className="mt-6 grid gap-3">
        <Button look="primary" onClick={() => onAnswer(false)}>
          {back}
        </Button>
        <Button onClick={() => onAnswer(true)}>{goOn}</Button>
      </div>
    </Dialog>
  );
}
