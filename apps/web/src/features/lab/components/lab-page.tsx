import { describeScenario } from '@inbox-connect/catalogue';
import type { ErrorId, LabEntry } from '@inbox-connect/core';
import { Heading } from '../../../components/heading.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';
import { useConfig } from '../../../lib/config.ts';
import { useLab } from '../api/use-lab.ts';

const groups = ['works', 'sign-in', 'connection', 'certificate', 'message'] as const;

/** The stories of the mail lab. Choosing one fills the form; the check then runs for real against servers inside the service. */
export function LabPage({ onTell }: { readonly onTell: (story: LabEntry) => void }) {
  const { t } = useCatalogue();
  const config = useConfig();
  const stories = useLab();
  return (
    <div className="col-span-full min-w-0">
      <PageTitle page={t('demo.name')} />
      <Heading>{t('demo.heading')}</Heading>
      {config?.lab === false ? (
        <p className="mt-1.5 text-mute">{t('demo.unavailable')}</p>
      ) : (
        <>
          <p className="mt-1.5 mb-5.5 text-mute">{t('demo.lede')}</p>
          {stories === undefined && <p className="text-mute">{t('demo.loading')}</p>}
          {stories !== undefined &&
            groups.map((group) => (
              <section key={group} aria-labelledby={`group-${group}`} className="mb-7">
                <h2 id={`group-${group}`} className="mb-3 text-xs font-semibold tracking-wider text-mute uppercase">
                  {t(`demo.groups.${group}`)}
                </h2>
                <ul className="grid gap-3.5 sm:grid-cols-2 lg:grid-cols-3">
                  {stories
                    .filter(({ error }) => groupOf(error) === group)
                    .map((story) => (
                      <li key={story.name} className="flex">
                        <Story story={story} onTell={onTell} />
                      </li>
                    ))}
                </ul>
              </section>
            ))}
        </>
      )}
    </div>
  );
}

function Story({ story, onTell }: { readonly story: LabEntry; readonly onTell: (story: LabEntry) => void }) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const { title, description } = describeScenario(catalogue, story.name) ?? { title: story.title, description: '' };
  return (
    <button
      type="button"
      onClick={() => onTell(story)}
      className="flex w-full flex-col items-start rounded-xl border border-line bg-card p-4.5 text-left transition-colors hover:border-brand"
    >
      <span className={classes('mb-2.5 rounded-full px-2.5 text-xs/5.5 font-semibold', story.error === null ? 'bg-ok-soft text-ok' : 'bg-soft text-mute')}>
        {story.error === null ? t('demo.success') : t(`errors.${story.error}.title`)}
      </span>
      <span className="mb-0.5 font-semibold">{title}</span>
      <span className="text-md text-mute">{description}</span>
    </button>
  );
}

function groupOf(error: ErrorId | null): (typeof groups)[number] {
  switch (error) {
    case null:
      return 'works';
    case 'unauthorized':
    case 'app-password-required':
    case 'imap-authentication-error':
    case 'smtp-authentication-error':
      return 'sign-in';
    case 'imap-settings-incorrect':
    case 'imap-validation-error':
    case 'smtp-settings-incorrect':
    case 'smtp-validation-error':
      return 'connection';
    case 'certificate-not-trusted':
      return 'certificate';
    case 'test-message-failed':
      return 'message';
  }
}
