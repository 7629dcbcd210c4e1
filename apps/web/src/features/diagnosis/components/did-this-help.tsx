import type { Problem } from '@inbox-connect/core';
import { useId } from 'react';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { useFeedback } from '../api/use-feedback.ts';

/** Asks whether the explanation helped. The answer is counted by the cause and by what was advised first; nothing else goes with it. */
export function DidThisHelp({ problem }: { readonly problem: Problem }) {
  const { t } = useCatalogue();
  const question = useId();
  const feedback = useFeedback();
  const remedy = problem.remedies[0]?.id;
  const answer = (helped: boolean) => feedback.mutate({ cause: problem.cause, ...(remedy !== undefined && { remedy }), helped });
  return (
    <fieldset aria-labelledby={question} className="flex min-h-9 items-center gap-1 text-md text-mute">
      {!feedback.isSuccess && (
        <>
          <span id={question} className="mr-2">
            {t('result.helped.question')}
          </span>
          <button type="button" onClick={() => answer(true)} className={answerClasses}>
            {t('result.helped.yes')}
          </button>
          <span aria-hidden>·</span>
          <button type="button" onClick={() => answer(false)} className={answerClasses}>
            {t('result.helped.no')}
          </button>
        </>
      )}
      <span role="status" className="empty:hidden">
        {feedback.isSuccess && t('result.helped.thanks')}
        {feedback.isError && t('result.helped.failed')}
      </span>
    </fieldset>
  );
}

const answerClasses = 'min-h-9 rounded px-2 font-semibold text-ink underline-offset-3 hover:underline';
