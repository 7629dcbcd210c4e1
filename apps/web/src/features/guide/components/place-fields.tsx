import { type KnownPlace, type Service, type Stage, serviceSchema, stageSchema } from '@inbox-connect/core';
import { useId } from 'react';
import { Field, inputClasses } from '../../../components/field.tsx';
import { useGuide } from '../api/use-guide.ts';

/** Where a pasted text comes from, as far as the person knows it. */
export function PlaceFields({ known, onChange }: { readonly known: KnownPlace; readonly onChange: (known: KnownPlace) => void }) {
  const { t } = useGuide();
  const stages = stageSchema.options.filter((stage) => canBeAt(stage, known.service));
  const changeService = (value: string) => {
    const service = serviceSchema.options.find((option) => option === value);
    onChange({ service, stage: known.stage !== undefined && canBeAt(known.stage, service) ? known.stage : undefined });
  };
  return (
    <div className="mt-4 grid grid-cols-2 gap-3">
      <Choice
        label={t('guide.paste.service')}
        value={known.service}
        options={serviceSchema.options.map((service) => [service, t(`services.${service}`)])}
        onChange={changeService}
      />
      <Choice
        label={t('guide.paste.stage')}
        value={known.stage}
        options={stages.map((stage) => [stage, t(`stages.${stage}.name`)])}
        onChange={(value) => onChange({ ...known, stage: stages.find((stage) => stage === value) })}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value = '', options, onChange }: ChoiceProps) {
  const { t } = useGuide();
  const id = useId();
  return (
    <Field id={id} label={label}>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)} className={`${inputClasses} text-md!`}>
        <option value="">{t('guide.paste.guess')}</option>
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** A message that did not arrive brings no words to paste. */
function canBeAt(stage: Stage, service: Service | undefined): boolean {
  if (stage === 'arrive') return false;
  return !(stage === 'select' && service === 'smtp') && !(stage === 'send' && service === 'imap');
}
