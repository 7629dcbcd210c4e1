import { describeAdvice } from '@inbox-connect/catalogue';
import type { RemedyId, Service } from '@inbox-connect/core';
import type { ReactNode } from 'react';
import { useGuide } from '../api/use-guide.ts';
import { EntryLink, linkClasses } from './entry.tsx';

/** What to do, in order, said in general; what the guide has more to say about is linked. */
export function Advice({ remedies, services }: { readonly remedies: readonly RemedyId[]; readonly services: readonly Service[] }) {
  const catalogue = useGuide();
  return (
    <ol className="divide-y divide-line border-t border-line">
      {remedies.map((id, index) => {
        const { action, hint } = describeAdvice(catalogue, id, services);
        return (
          <li key={id} className="grid grid-cols-[1.625rem_minmax(0,1fr)] gap-x-3 py-2.5">
            <span aria-hidden className="grid size-6.5 place-items-center rounded-full bg-soft text-sm font-semibold">
              {index + 1}
            </span>
            <div className="max-w-[68ch]">
              <p className="font-medium">{action}</p>
              <p className="text-md text-mute">
                {hint} <FurtherReading id={id} />
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** The part of the guide that a remedy leads to. */
function FurtherReading({ id }: { readonly id: RemedyId }): ReactNode {
  const { t } = useGuide();
  const part = partOf(id);
  return part === undefined ? null : (
    <EntryLink entry={part} className={linkClasses}>
      {t(`guide.${part}.heading`)}
    </EntryLink>
  );
}

function partOf(id: RemedyId): 'requirements' | 'addresses' | 'connections' | 'app-passwords' | 'it-team' | undefined {
  switch (id) {
    case 'check-technical-requirements':
      return 'requirements';
    case 'allow-our-addresses':
      return 'addresses';
    case 'close-other-connections':
      return 'connections';
    case 'use-app-password':
      return 'app-passwords';
    case 'ask-it-or-provider':
      return 'it-team';
    default:
      return undefined;
  }
}
