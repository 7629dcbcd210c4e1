import { adviceOnError, causesOf, type ErrorId, errorOf, placesOf, type Service, stepOf } from '@inbox-connect/core';
import { useGuide } from '../api/use-guide.ts';
import { causeEntry, errorGroups } from '../sections.ts';
import { Advice } from './advice.tsx';
import { Entry, EntryHeading, EntryLink, linkClasses, measure, Part } from './entry.tsx';

/** The errors of a check: what each means, what to do about it, and the causes that can be behind it. */
export function Errors() {
  const { t } = useGuide();
  return (
    <Part id="errors" heading={t('guide.errors.heading')} lede={t('guide.errors.lede')}>
      {errorGroups.imap.map((error) => (
        <ErrorEntry key={error} error={error} services={['imap']} />
      ))}
      {errorGroups.smtp.map((error) => (
        <ErrorEntry key={error} error={error} services={['smtp']} />
      ))}
      {errorGroups.either.map((error) => (
        <ErrorEntry key={error} error={error} services={['imap', 'smtp']} />
      ))}
    </Part>
  );
}

function ErrorEntry({ error, services }: { readonly error: ErrorId; readonly services: readonly Service[] }) {
  const { t, formatChoice } = useGuide();
  const causes = causesOf(error);
  const places = causes.flatMap((cause) => placesOf(cause).filter(({ service, stage }) => errorOf(service, stage, cause) === error));
  const steps = [...new Set(places.map(({ service, stage }) => stepOf(service, stage)))].toSorted();
  return (
    <Entry id={error}>
      <p className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4 text-sm font-semibold text-mute">
        <span>{t('guide.errors.place', { steps: formatChoice(steps) })}</span>
        <code className="font-mono text-xs font-normal">{error}</code>
      </p>
      <EntryHeading id={error}>{t(`errors.${error}.title`)}</EntryHeading>
      <p className={`mt-1.5 ${measure}`}>{t(`errors.${error}.meaning`)}</p>
      <p className={`mt-1.5 text-mute ${measure}`}>{t(`guide.errors.more.${error}`, { box: t('form.allow-certificate'), section: t('form.advanced') })}</p>
      <div className="mt-5 grid gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,1fr)_13rem]">
        <div>
          <h4 className="mb-2 font-semibold">{t('result.todo')}</h4>
          <Advice remedies={adviceOnError(error)} services={services} />
        </div>
        <div>
          <h4 className="mb-2 font-semibold">{t('guide.errors.behind')}</h4>
          <ul className="flex flex-wrap gap-x-5 gap-y-1.5 border-line text-md lg:grid lg:border-t lg:pt-2.5">
            {causes.map((cause) => (
              <li key={cause}>
                <EntryLink entry={causeEntry(cause)} className={linkClasses}>
                  {t(`guide.cause.${cause}.name`)}
                </EntryLink>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Entry>
  );
}
