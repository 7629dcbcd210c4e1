import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../lib/classes.ts';

const tones = {
  info: { icon: Info, ground: 'bg-brand-soft', ink: 'text-brand' },
  warning: { icon: TriangleAlert, ground: 'bg-warn-soft', ink: 'text-warn' },
} as const;

/** Something worth knowing beside the thing that it is about. */
export function Notice({
  tone = 'info',
  children,
  className,
}: {
  readonly tone?: keyof typeof tones;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const { icon: Icon, ground, ink } = tones[tone];
  return (
    <div className={classes('flex items-start gap-3 rounded-xl border border-transparent px-4 py-3.5 text-md', ground, className)}>
      <Icon aria-hidden className={classes('mt-px size-5 shrink-0', ink)} />
      <div className="min-w-0 grow">{children}</div>
    </div>
  );
}
