import { Check } from 'lucide-react';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';

const stages = ['account', 'servers', 'check'] as const;

/** Where in the three steps a person is. */
export function WizardSteps({ current }: { readonly current: (typeof stages)[number] }) {
  const { t } = useCatalogue();
  const position = stages.indexOf(current);
  return (
    <ol aria-label={t('form.wizard')} className="mb-5.5 flex items-center text-sm text-mute">
      {stages.map((stage, index) => {
        const isDone = index < position;
        const isCurrent = index === position;
        return (
          <li
            key={stage}
            aria-current={isCurrent ? 'step' : undefined}
            className="flex items-center not-first:before:mx-2.5 not-first:before:w-6 not-first:before:border-t-[1.5px] not-first:before:border-line sm:not-first:before:w-8.5"
          >
            <span
              className={classes(
                'grid size-5.5 place-items-center rounded-full border-[1.5px] text-xs font-bold',
                isCurrent && 'border-brand bg-brand text-on-brand',
                isDone && 'border-transparent bg-ok-soft text-ok',
                !isCurrent && !isDone && 'border-edge',
              )}
            >
              {isDone ? <Check aria-hidden className="size-3.5" strokeWidth={3} /> : <span aria-hidden>{index + 1}</span>}
            </span>
            <span className={classes('ml-1.5', isCurrent ? 'font-semibold text-ink' : 'max-sm:sr-only')}>
              {isDone ? <StageDone name={t(`form.stages.${stage}`)} /> : t(`form.stages.${stage}`)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function StageDone({ name }: { readonly name: string }) {
  const { t } = useCatalogue();
  return (
    <>
      <span aria-hidden>{name}</span>
      <span className="sr-only">{t('form.stage-done', { stage: name })}</span>
    </>
  );
}
