import { ApiError } from '@inbox-connect/client';
import { adviceOnCause, type Evidence, type Explanation, stepOf } from '@inbox-connect/core';
import { UserRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Notice } from '../../../components/notice.tsx';
import { wide } from '../../../lib/media.ts';
import type { PastedAnswer } from '../api/use-explanation.ts';
import { useGuide } from '../api/use-guide.ts';
import { causeEntry } from '../sections.ts';
import { Advice } from './advice.tsx';
import { EntryLink, linkClasses } from './entry.tsx';

/** What became of a pasted text. A new answer takes the focus; a corrected one is announced in its place. */
export function PasteAnswer({ answer, failure }: { readonly answer: PastedAnswer; readonly failure: Error | null }) {
  const { t } = useGuide();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    if (!matchMedia(wide).matches) heading.current?.parentElement?.scrollIntoView();
  }, []);
  if (failure !== null) {
    return (
      <div role="alert">
        <Notice tone="warning">
          <Failure failure={failure} />
        </Notice>
      </div>
    );
  }
  const isKnown = answer !== null && answer.explanation.cause !== 'unexplained';
  const name = isKnown ? t(`guide.cause.${answer.explanation.cause}.name`) : t('guide.paste.unknown');
  return (
    <>
      {isKnown && <Place {...answer} />}
      <h3 ref={heading} tabIndex={-1} className="text-[1.25rem] leading-7 font-bold tracking-tight">
        {name}
      </h3>
      <p role="status" className="sr-only">
        {t('guide.paste.announcement', { name })}
      </p>
      {isKnown ? <Meaning {...answer} /> : <p className="mt-1.5">{t('guide.paste.unknown-text')}</p>}
    </>
  );
}

/** Why there is no answer: of a service that has been asked too often, when it answers again. */
function Failure({ failure }: { readonly failure: Error }) {
  const { t, formatTime } = useGuide();
  const [failedAt] = useState(() => Date.now());
  if (!(failure instanceof ApiError)) return t('guide.paste.unreachable');
  if (failure.retryAfterSeconds === undefined) return t('guide.paste.refused');
  return t('guide.paste.too-often', { time: formatTime(new Date(failedAt + failure.retryAfterSeconds * 1_000)) });
}

interface Known {
  readonly reading: Evidence;
  readonly explanation: Explanation;
}

function Place({ reading, explanation }: Known) {
  const { t } = useGuide();
  return (
    <p className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4 text-sm font-semibold text-mute">
      <span>{t('result.step', { error: t(`errors.${explanation.error}.title`), step: stepOf(reading.service, reading.stage) })}</span>
      <code className="font-mono text-xs font-normal">{explanation.cause}</code>
    </p>
  );
}

/** The people who run this service can do nothing about a message that another program sent. */
function Meaning({ reading, explanation }: Known) {
  const { t } = useGuide();
  const { cause, error, owner, confidence, alternatives } = explanation;
  const remedies = adviceOnCause(cause, error).filter((id) => id !== 'report-to-us');
  return (
    <>
      <p className="mt-1.5">{t(`guide.cause.${cause}.text`)}</p>
      {owner !== 'us' && (
        <p className="mt-4 flex items-center gap-2 text-md font-semibold">
          <UserRound aria-hidden className="size-4.5 text-mute" />
          {t(`owners.${owner}`)}
        </p>
      )}
      {remedies.length > 0 && (
        <>
          <h4 className="mt-4 mb-2 font-semibold">{t('result.todo')}</h4>
          <Advice remedies={remedies} services={[reading.service]} />
        </>
      )}
      {alternatives.length > 0 && (
        <>
          <h4 className="mt-4 mb-1.5 text-md font-semibold">{t('result.alternatives')}</h4>
          <ul className="flex flex-wrap gap-x-5 gap-y-1 text-md">
            {alternatives.map((alternative) => (
              <li key={alternative.cause}>
                <EntryLink entry={causeEntry(alternative.cause)} className={linkClasses}>
                  {t(`guide.cause.${alternative.cause}.name`)}
                </EntryLink>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="mt-5 text-sm text-mute">
        {t('guide.paste.read-as', {
          service: t(`services.${reading.service}`),
          stage: t(`stages.${reading.stage}.name`),
          likelihood: t(`result.likelihood.${confidence}`),
        })}
      </p>
      <p className="mt-2 text-md">
        <EntryLink entry={causeEntry(cause)} className={linkClasses}>
          {t('result.more')}
        </EntryLink>
      </p>
    </>
  );
}
