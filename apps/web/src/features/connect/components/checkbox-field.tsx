import { useFormContext } from 'react-hook-form';
import type { EnteredSettings } from '../entered-settings.ts';

interface CheckboxFieldProps {
  readonly name: 'allowNonSecureCertificate' | 'sendTestMessage';
  readonly label: string;
  readonly hint: string;
}

export function CheckboxField({ name, label, hint }: CheckboxFieldProps) {
  const { register } = useFormContext<EnteredSettings>();
  return (
    <div className="flex items-start gap-3">
      <input {...register(name)} id={name} type="checkbox" aria-describedby={`${name}-hint`} className="mt-0.5 size-4.5 shrink-0 accent-brand" />
      <div className="min-w-0 text-md">
        <label htmlFor={name} className="font-semibold">
          {label}
        </label>
        <p id={`${name}-hint`} className="text-mute">
          {hint}
        </p>
      </div>
    </div>
  );
}
