import { Fragment, type ReactNode } from 'react';

/** Names and what they stand for, in two columns; on a narrow page under each other. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  if (facts.length === 0) return null;
  return (
    <dl className="grid gap-x-3 gap-y-2.5 text-md sm:grid-cols-[8.5rem_minmax(0,1fr)]">
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt className="text-mute max-sm:-mb-2">{name}</dt>
          <dd className="min-w-0 font-mono text-sm/[1.35rem]">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
