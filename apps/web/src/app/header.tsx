import { Check } from 'lucide-react';
import { useCatalogue } from '../lib/catalogue.ts';
import { useConfig } from '../lib/config.ts';
import { demoHref, formHref, guideHref, type Route, reportHref } from '../lib/route.ts';
import { LanguageMenu } from './language-menu.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

export function Header({ page }: { readonly page: Route['page'] }) {
  const { t } = useCatalogue();
  const config = useConfig();
  return (
    <header className="border-b border-line bg-card">
      <div className="mx-auto flex min-h-15 max-w-[84rem] flex-wrap items-center gap-x-5.5 px-4 sm:px-8">
        <a href={formHref()} className="flex items-center gap-3 rounded font-semibold" aria-label={t('page.home')}>
          <span aria-hidden className="grid size-7 place-items-center rounded-lg bg-brand text-on-brand">
            <Check className="size-4.5" strokeWidth={3} />
          </span>
          {t('product')}
        </a>
        <nav
          aria-label={t('page.sections')}
          className="ml-auto flex flex-wrap gap-x-4 text-md whitespace-nowrap max-sm:order-last max-sm:-mt-2 max-sm:-ml-1 max-sm:w-full max-sm:gap-x-2.5 max-sm:overflow-x-auto max-sm:pb-2 max-sm:text-sm"
        >
          <Section href={guideHref()} name={t('page.guide')} isCurrent={page === 'guide'} />
          <Section href={reportHref({ type: 'file' })} name={t('page.report')} isCurrent={page === 'report' || page === 'compare'} />
          {config?.lab === true && <Section href={demoHref()} name={t('page.demo')} isCurrent={page === 'demo'} />}
        </nav>
        <div className="-mx-2 flex items-center max-sm:ml-auto">
          <LanguageMenu />
          <ThemeToggle />
        </div>
      </div>
    </header>
  );
}

function Section({ href, name, isCurrent }: { readonly href: string; readonly name: string; readonly isCurrent: boolean }) {
  return (
    <a
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      className="rounded px-1 py-2 text-mute hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink"
    >
      {name}
    </a>
  );
}
