import { describeScenario } from '@inbox-connect/catalogue';
import type { LabEntry } from '@inbox-connect/core';
import { FlaskConical } from 'lucide-react';
import { useCatalogue } from '../../../lib/catalogue.ts';

/** Says which story of the demo lab the form is filled with, and what it will show. */
export function StoryNotice({ story, onLeave }: { readonly story: LabEntry; readonly onLeave: () => void }) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const { title, description } = describeScenario(catalogue, story.name) ?? { title: story.title, description: '' };
  const outcome =
    story.error === null || story.expects.outcome === 'connected'
      ? t('form.demo-outcome.connected')
      : t('form.demo-outcome.failed', { error: t(`errors.${story.error}.title`) });
  return (
    <aside className="mb-5.5 flex items-start gap-x-3.5 gap-y-2 max-sm:flex-wrap rounded-xl border border-transparent bg-brand-soft px-4 py-3.5 text-md">
      <span className="grid size-8.5 shrink-0 place-items-center rounded-lg border border-line bg-card text-brand">
        <FlaskConical aria-hidden className="size-4.5" />
      </span>
      <div className="min-w-0 grow max-sm:basis-3/4">
        <p className="font-semibold">{t('form.demo-heading', { title })}</p>
        <p>
          {description} {outcome}
        </p>
      </div>
      <button type="button" onClick={onLeave} className="shrink-0 rounded font-semibold text-brand-strong hover:underline">
        {t('form.demo-leave')}
      </button>
    </aside>
  );
}
