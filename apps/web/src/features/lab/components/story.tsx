import type { LabEntry } from '@inbox-connect/core';
import { Check, Link } from 'lucide-react';
import { useState } from 'react';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';
import { storyLink } from '../../../lib/route.ts';
import type { ToldStory } from '../story-groups.ts';

interface StoryProps extends ToldStory {
  /** It stands apart from its theme, so it names it. */
  readonly isFirst: boolean;
  readonly onTell: (story: LabEntry) => void;
}

/** One story: a click anywhere fills the form with it, its own button copies the link that does the same. */
export function Story({ story, title, description, theme, isFirst, onTell }: StoryProps) {
  return (
    <div className="relative flex w-full rounded-xl border border-line bg-card transition-colors hover:border-brand">
      <button type="button" onClick={() => onTell(story)} className="flex w-full flex-col items-start rounded-xl px-4 py-3 text-left sm:p-4.5">
        <span className={classes('mb-0.5 font-semibold', !isFirst && 'pr-7')}>{title}</span>
        <span className="text-md text-mute">{description}</span>
        {isFirst && <span className="-order-1 mr-7 mb-2 rounded-xl bg-soft px-2.5 py-0.5 text-xs font-semibold text-mute">{theme}</span>}
        {story.expects.cause !== undefined && <code className="mt-auto pt-2 font-mono text-xs text-mute max-sm:sr-only">{story.expects.cause}</code>}
      </button>
      <CopyLink story={story.name} title={title} />
    </div>
  );
}

function CopyLink({ story, title }: { readonly story: string; readonly title: string }) {
  const { t, locale } = useCatalogue();
  const [outcome, setOutcome] = useState<'copied' | 'copy-failed' | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(storyLink(story, locale));
      setOutcome('copied');
    } catch {
      setOutcome('copy-failed');
    }
  };
  const label = t('demo.copy-link', { title });
  const Icon = outcome === 'copied' ? Check : Link;
  return (
    <>
      <button
        type="button"
        onClick={copy}
        aria-label={label}
        title={label}
        className="absolute top-1 right-1 grid size-11 place-items-center rounded-lg text-mute hover:bg-soft hover:text-ink"
      >
        <Icon aria-hidden className="size-4" />
      </button>
      <span aria-live="polite" className="pointer-events-none absolute right-3 bottom-2.5 max-w-40 rounded bg-card px-1 text-right text-xs text-mute">
        {outcome !== null && t(`page.${outcome}`)}
      </span>
    </>
  );
}
