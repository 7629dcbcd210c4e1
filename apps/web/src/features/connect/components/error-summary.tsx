import { CircleAlert } from 'lucide-react';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { useCatalogue } from '../../../lib/catalogue.ts';
import type { FieldName } from '../field-errors.ts';

interface ErrorSummaryProps {
  /** What is wrong with fields; each line leads to its field. */
  readonly lines: readonly { readonly field: FieldName; readonly line: string }[];
  /** What is wrong with the request as a whole. */
  readonly others: readonly ReactNode[];
  readonly onChoose: (field: FieldName) => void;
  /** Takes the focus whenever this number grows. */
  readonly failedTries: number;
  /** What can be done about it; not part of what is read out as soon as it appears. */
  readonly children?: ReactNode;
}

/** All errors in one place, above the form. */
export function ErrorSummary({ lines, others, onChoose, failedTries, children }: ErrorSummaryProps) {
  const { t } = useCatalogue();
  const box = useRef<HTMLDivElement>(null);
  const count = lines.length + others.length;
  const isShown = count > 0;
  useEffect(() => {
    if (failedTries > 0 && isShown) box.current?.focus();
  }, [failedTries, isShown]);
  if (!isShown) return null;
  const choose = (field: FieldName) => (event: MouseEvent) => {
    event.preventDefault();
    onChoose(field);
  };
  return (
    <div className="mb-6 rounded-xl border border-bad bg-bad-soft px-4.5 py-4 has-[[role=alert]:focus]:outline-3 has-[[role=alert]:focus]:outline-offset-2 has-[[role=alert]:focus]:outline-bad">
      <div ref={box} tabIndex={-1} role="alert" aria-labelledby="errors-heading" className="outline-none">
        <h2 id="errors-heading" className="flex items-center gap-2 font-bold text-bad">
          <CircleAlert aria-hidden className="size-5 shrink-0" />
          {t('form.summary-heading', { count })}
        </h2>
        <ul className="mt-2 grid gap-1.5 text-md">
          {lines.map(({ field, line }) => (
            <li key={field}>
              <a href={`#${field}`} onClick={choose(field)} className="font-semibold text-bad underline underline-offset-2 hover:no-underline">
                {line}
              </a>
            </li>
          ))}
          {others.map((other) => (
            <li key={String(other)}>{other}</li>
          ))}
        </ul>
      </div>
      {children}
    </div>
  );
}
