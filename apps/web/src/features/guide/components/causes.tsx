import { adviceOnCause, type Cause, errorsOf, ownerOf, placesOf, quotesOf, serviceSchema } from '@inbox-connect/core';
import { ChevronRight, UserRound } from 'lucide-react';
import { useGuide } from '../api/use-guide.ts';
import { causeEntry, causeGroupNames, causeGroups, groupEntry } from '../sections.ts';
import { elementId } from '../show-entry.ts';
import { Advice } from './advice.tsx';
import { EntryLink, linkClasses, measure, Part } from './entry.tsx';

/** Every cause, folded: what it means, how servers put it, who can fix it and how. */
export function Causes() {
  const { t } = useGuide();
  return (
    <Part id="causes" heading={t('guide.causes.heading')} lede={t('guide.causes.lede')}>
      {causeGroupNames.map((group) => (
        <section key={group} id={elementId(groupEntry(group))} className="scroll-mt-6 rounded-card border border-line bg-card">
          <h3 tabIndex={-1} className="px-4.5 pt-4 pb-2 text-xs font-semibold tracking-wider text-mute uppercase sm:px-6.5">
            {t(`guide.causes.groups.${group}`)}
          </h3>
          <div className="divide-y divide-line">
            {causeGroups[group].map((cause) => (
              <CauseEntry key={cause} cause={cause} />
            ))}
          </div>
        </section>
      ))}
    </Part>
  );
}

function CauseEntry({ cause }: { readonly cause: Cause }) {
  const { t } = useGuide();
  const entry = causeEntry(cause);
  const services = serviceSchema.options.filter((service) => placesOf(cause).some((place) => place.service === service));
  const errors = errorsOf(cause);
  const quotes = quotesOf(cause);
  const remedies = adviceOnCause(cause);
  return (
    <details id={elementId(entry)} className="group scroll-mt-6 px-4.5 has-[h4:focus]:bg-brand-soft/40 sm:px-6.5">
      <summary className="-mx-1 flex items-center gap-2 rounded px-1 py-3">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-mute transition-transform group-open:rotate-90" />
        <h4 tabIndex={-1} className="grow font-semibold">
          {t(`guide.cause.${cause}.name`)}
        </h4>
        <code className="font-mono text-xs text-mute max-sm:hidden">{cause}</code>
      </summary>
      <div className="grid gap-4 pb-5 sm:pl-6">
        <p className={measure}>{t(`guide.cause.${cause}.text`)}</p>
        {quotes.length > 0 && (
          <div>
            <p className="mb-1.5 text-md font-semibold">{t('guide.causes.says')}</p>
            <ul className="grid gap-1.5 rounded-lg bg-soft px-3.5 py-2.5 font-mono text-sm">
              {quotes.map((quote) => (
                <li key={quote.words} lang="en">
                  {quote.words}
                </li>
              ))}
            </ul>
          </div>
        )}
        <p className="flex items-center gap-2 text-md font-semibold">
          <UserRound aria-hidden className="size-4.5 text-mute" />
          {t(`owners.${ownerOf(cause)}`)}
        </p>
        {remedies.length > 0 && <Advice remedies={remedies} services={services} />}
        {errors.length > 0 && (
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-md">
            <span className="text-mute">{t('guide.causes.shown-as')}</span>
            {errors.map((error) => (
              <EntryLink key={error} entry={error} className={linkClasses}>
                {t(`errors.${error}.title`)}
              </EntryLink>
            ))}
          </p>
        )}
      </div>
    </details>
  );
}
