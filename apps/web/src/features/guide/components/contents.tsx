import { type ReactNode, useEffect, useRef } from 'react';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useMedia, wide } from '../../../lib/media.ts';
import { useGuide } from '../api/use-guide.ts';
import { causeGroupNames, errorGroups, groupEntry, groupEntryOf, notes } from '../sections.ts';
import { EntryLink } from './entry.tsx';

/** The table of contents: beside the text and always in view where there is room, else folded away above it. */
export function Contents({ current }: { readonly current: string | undefined }) {
  const { t } = useGuide();
  const isWide = useMedia(wide);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => keepInView(nav.current, current), [current]);
  if (isWide) {
    return (
      <nav ref={nav} aria-label={t('guide.contents')} className="sticky top-6 -ml-3 max-h-[calc(100dvh-3rem)] overflow-y-auto pr-2 pb-2">
        <p className="mb-2 px-3 text-xs font-semibold tracking-wider text-mute uppercase">{t('guide.contents')}</p>
        <Links current={current} />
      </nav>
    );
  }
  return (
    <nav aria-label={t('guide.contents')} className="rounded-card border border-line bg-card px-4.5 py-3.5">
      <Disclosure summary={t('guide.contents')}>
        <div className="-mx-3">
          <Links current={current} />
        </div>
      </Disclosure>
    </nav>
  );
}

/** Where the table is longer than the window, it scrolls by itself to where the reader is. */
function keepInView(nav: HTMLElement | null, current: string | undefined): void {
  const link = current === undefined ? null : nav?.querySelector<HTMLElement>('[aria-current]');
  if (nav && link) nav.scrollTop = link.offsetTop - nav.clientHeight / 2;
}

function Links({ current }: { readonly current: string | undefined }) {
  const { t } = useGuide();
  const shown = current === undefined ? undefined : (groupEntryOf(current) ?? current);
  const link = (entry: string, name: string) => <ContentsLink key={entry} entry={entry} name={name} isCurrent={entry === shown} />;
  return (
    <ul className="grid gap-px text-md">
      {link('how', t('guide.how.heading'))}
      <Branch top={link('errors', t('guide.errors.heading'))}>
        {Object.values(errorGroups).flatMap((errors) => errors.map((error) => link(error, t(`errors.${error}.title`))))}
      </Branch>
      <Branch top={link('causes', t('guide.causes.heading'))}>
        {causeGroupNames.map((group) => link(groupEntry(group), t(`guide.causes.groups.${group}`)))}
      </Branch>
      {notes.map((note) => link(note, t(`guide.${note}.heading`)))}
    </ul>
  );
}

function Branch({ top, children }: { readonly top: ReactNode; readonly children: ReactNode }) {
  return (
    <>
      {top}
      <li>
        <ul className="ml-3 grid gap-px border-l border-line">{children}</ul>
      </li>
    </>
  );
}

function ContentsLink({ entry, name, isCurrent }: { readonly entry: string; readonly name: string; readonly isCurrent: boolean }) {
  return (
    <li>
      <EntryLink
        entry={entry}
        isCurrent={isCurrent}
        className="block rounded-lg px-3 py-0.75 text-mute hover:bg-soft hover:text-ink aria-[current]:bg-brand-soft aria-[current]:font-semibold aria-[current]:text-ink max-lg:py-2"
      >
        {name}
      </EntryLink>
    </li>
  );
}
