import { type Security, type Service, securitySchema } from '@inbox-connect/core';
import { ChevronDown, CircleQuestionMark } from 'lucide-react';
import { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Field, inputClasses } from '../../../components/field.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';
import type { EnteredSettings } from '../entered-settings.ts';
import { useWhenComplete } from '../use-when-complete.ts';
import { portFor, securityFor } from '../usual-settings.ts';
import { TextField } from './text-field.tsx';

interface EndpointFieldsProps {
  readonly service: Service;
  /** Nobody has confirmed what stands in the fields. */
  readonly isGuess: boolean;
}

/** Where one service is reached. Port and security follow each other, and say so. */
export function EndpointFields({ service, isGuess }: EndpointFieldsProps) {
  const { t } = useCatalogue();
  const { register, setValue, getValues } = useFormContext<EnteredSettings>();
  const { port, security } = useWatch<EnteredSettings, Service>({ name: service });
  const [followed, setFollowed] = useState<'port' | 'security'>();

  const followSecurity = (chosen: Security) => {
    const present = getValues(`${service}.port`);
    const usual = portFor(service, chosen, present);
    setValue(`${service}.port`, usual);
    setFollowed(usual === present || chosen === 'none' ? undefined : 'port');
  };
  const followPort = (typed: string, to: EventTarget | null) => {
    const present = getValues(`${service}.security`);
    const chosen = securityFor(service, typed, present);
    setValue(`${service}.security`, chosen);
    // A line that comes or goes would move a button away under the pointer that is about to press it.
    if (!(to instanceof HTMLButtonElement)) setFollowed(chosen === present ? undefined : 'security');
  };
  const typedPort = useWhenComplete(followPort);

  const securityId = `${service}.security`;
  const guessId = `${service}-guess`;
  return (
    <fieldset className="mb-5 min-w-0" aria-describedby={isGuess ? guessId : undefined}>
      <legend className="mb-3 text-xs font-semibold tracking-wider text-mute uppercase">{t(`form.${service}-legend`)}</legend>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)] gap-3.5 sm:grid-cols-[minmax(0,1fr)_5.5rem_12.5rem]">
        <TextField
          name={`${service}.host`}
          label={t(`form.${service}-host`)}
          autoComplete="off"
          inputMode="url"
          // What was trusted was a certificate of that server.
          onTyped={() => setValue('trustedCertificates', [])}
          className="col-span-full sm:col-span-1"
        />
        <TextField
          name={`${service}.port`}
          label={t('form.port')}
          spokenLabel={t(`form.${service}-port`)}
          inputMode="numeric"
          autoComplete="off"
          {...typedPort}
        />
        <Field id={securityId} label={t('form.security')}>
          <div className="relative">
            <select
              {...register(`${service}.security`, { onChange: () => followSecurity(getValues(`${service}.security`)) })}
              id={securityId}
              aria-label={t(`form.${service}-security`)}
              className={classes(inputClasses, 'appearance-none pr-9')}
            >
              {securitySchema.options.map((option) => (
                <option key={option} value={option}>
                  {t(`securities.${option}`)}
                </option>
              ))}
            </select>
            <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-mute" />
          </div>
        </Field>
      </div>
      {isGuess && (
        <p id={guessId} className="mt-2 flex items-start gap-1.5 text-sm text-mute">
          <CircleQuestionMark aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">{t('discovery.guess')}</span>
        </p>
      )}
      <p role="status" className={classes('text-sm', followed !== undefined && 'mt-2 text-mute')}>
        {followed !== undefined && t(`form.${followed}-followed`, { port, security: t(`securities.${security}`) })}
      </p>
      <p role="status" className={classes('text-md font-medium text-warn', security === 'none' && 'mt-2')}>
        {security === 'none' && t('form.no-encryption')}
      </p>
    </fieldset>
  );
}
