import { useCatalogue } from '../../../lib/catalogue.ts';
import { present, usePresentation } from '../presentation.ts';

const speeds = ['real', 'slow'] as const;

/** How the checks of the lab are shown from now on. */
export function SpeedChoice() {
  const { t } = useCatalogue();
  const { speed } = usePresentation();
  return (
    <fieldset>
      <legend className="float-left mr-3 py-2.5 text-md text-mute">{t('demo.speed.legend')}</legend>
      <div className="inline-flex rounded-field border border-edge bg-card p-1">
        {speeds.map((option) => (
          <label
            key={option}
            className="relative rounded-lg px-3 py-1.5 text-md text-mute has-checked:bg-brand-soft has-checked:font-semibold has-checked:text-brand-strong has-focus-visible:outline-2 has-focus-visible:outline-brand"
          >
            <input
              type="radio"
              name="demo-speed"
              checked={speed === option}
              onChange={() => present({ speed: option })}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            {t(`demo.speed.${option}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
