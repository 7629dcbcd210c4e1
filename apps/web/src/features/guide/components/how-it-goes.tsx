import { type Step, steps } from '@inbox-connect/core';
import { Card } from '../../../components/card.tsx';
import { useGuide } from '../api/use-guide.ts';
import { measure, Part } from './entry.tsx';

/** The five steps of a check. */
export function HowItGoes() {
  const { t } = useGuide();
  return (
    <Part id="how" heading={t('guide.how.heading')} lede={t('guide.how.lede')}>
      <Card>
        <ol className="grid gap-4.5">
          {steps.map((step) => (
            <StepRow key={step} step={step} />
          ))}
        </ol>
        <p className={`mt-5 border-t border-line pt-4 text-md text-mute ${measure}`}>
          {t('guide.how.note', { error: t('errors.smtp-settings-incorrect.title') })}
        </p>
      </Card>
    </Part>
  );
}

function StepRow({ step }: { readonly step: Step }) {
  const { t } = useGuide();
  return (
    <li className="grid grid-cols-[1.625rem_minmax(0,1fr)] gap-x-3">
      <span aria-hidden className="grid size-6.5 place-items-center rounded-full bg-soft text-sm font-semibold">
        {step}
      </span>
      <div className={measure}>
        <p className="font-medium">{t(`steps.${step}`)}</p>
        <p className="text-md text-mute">{t(`guide.how.steps.${step}`)}</p>
      </div>
    </li>
  );
}
