import { type ReactNode, useLayoutEffect, useRef } from 'react';
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
  const beginning = useRef<HTMLParagraphElement>(null);
  const hasContent = children !== undefined;
  // The first button would take the focus, and on a small screen scroll past what there is to look at.
  useLayoutEffect(() => {
    if (hasContent) beginning.current?.focus();
  }, [hasContent]);
  return (
    <Dialog heading={heading} onClose={() => onAnswer(false)} className={hasContent ? 'max-w-2xl' : 'max-w-md'}>
      <p ref={beginning} tabIndex={hasContent ? -1 : undefined} className="mt-2 text-mute outline-none">
        {explanation}
      </p>
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
