import { type ComparisonRow, describeComparison } from '@inbox-connect/catalogue';
import { compareReports, type Report } from '@inbox-connect/core';
import { useId, useMemo } from 'react';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';

interface DifferencesProps {
  readonly left: Report;
  readonly right: Report;
  readonly leftName: string;
  readonly rightName: string;
  readonly showsSame: boolean;
  /** What is said when nothing is to be shown. */
  readonly none: string;
}

/** Two reports in two columns, on a narrow page one below the other: settings, stages, facts and problems. */
export function Differences({ left, right, leftName, rightName, showsSame, none }: DifferencesProps) {
  const catalogue = useCatalogue();
  const id = useId();
  const parts = useMemo(() => describeComparison(catalogue, compareReports(left, right), left, right), [catalogue, left, right]);
  const shown = parts
    .map((part) => ({ ...part, rows: showsSame ? part.rows : part.rows.filter(({ differs }) => differs) }))
    .filter(({ rows }) => rows.length > 0);
  if (shown.length === 0) return <p className="text-md">{none}</p>;
  return (
    <div className="grid gap-6">
      <div aria-hidden className={classes(columns, 'max-sm:hidden border-b border-line pb-2 text-sm font-semibold text-mute')}>
        <span />
        <span>{leftName}</span>
        <span>{rightName}</span>
      </div>
      {shown.map((part) => (
        <section key={part.id} aria-labelledby={`${id}-${part.id}`}>
          <h3 id={`${id}-${part.id}`} className="mb-2 text-xs font-semibold tracking-wider text-mute uppercase">
            {part.title}
          </h3>
          <ul className="divide-y divide-line border-t border-line">
            {part.rows.map((row, index) => (
              <li key={index} className={classes(columns, 'py-2.5')}>
                <p className="text-md font-semibold">{row.name}</p>
                <Side lines={row.left} name={leftName} row={row} other={row.right} />
                <Side lines={row.right} name={rightName} row={row} other={row.left} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const columns = 'grid gap-x-5 gap-y-1.5 sm:grid-cols-[11rem_minmax(0,1fr)_minmax(0,1fr)]';

interface SideProps {
  readonly lines: readonly string[];
  readonly name: string;
  readonly row: ComparisonRow;
  readonly other: readonly string[];
}

function Side({ lines, name, row, other }: SideProps) {
  const { t } = useCatalogue();
  return (
    <div className="min-w-0">
      <p className="text-sm text-mute sm:sr-only">{name}</p>
      {lines.length === 0 ? (
        <p className="text-md text-mute">{t('compare.nothing')}</p>
      ) : (
        <ul translate={row.isQuote ? 'no' : undefined} className={classes('grid gap-0.5', row.isQuote ? 'font-mono text-sm' : 'text-md')}>
          {lines.slice(0, mostLines).map((line, index) => (
            <li key={index} className={classes('w-fit max-w-full rounded', row.differs && !other.includes(line) && '-mx-1 bg-brand-soft px-1')}>
              {line}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Nobody reads more of one fact. */
const mostLines = 60;
