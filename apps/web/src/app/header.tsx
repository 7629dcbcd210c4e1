import { Check } from 'lucide-react';
import { useCatalogue } from '../lib/catalogue.ts';
import { useConfig } from '../lib/config.ts';
import { demoHref, formHref, type Route } from '../lib/route.ts';
import { ThemeToggle } from './theme-toggle.tsx';

export function Header({ page }: { readonly page: Route['page'] }) {
  const { t } = useCatalogue();
  const config = useConfig();
  return (
    <header className="border-b border-line bg-card">
      <div className="mx-auto flex h-15 max-w-[84rem] items-center gap-5.5 px-4 sm:px-8">
        <a href={formHref} className="flex items-center gap-3 rounded font-semibold" aria-label={t('page.home')}>
          <span aria-hidden className="grid size-7 place-items-center rounded-lg bg-brand text-on-brand">
            <Check className="size-4.5" strokeWidth={3} />
          </span>
          {t('product')}
        </a>
        <nav aria-label={t('page.sections')} className="ml-auto text-md">
          {config?.lab === true && (
            <a
              href={demoHref}
              aria-current={page === 'demo' ? 'page' : undefined}
              className="rounded px-1 py-2 text-mute hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {t('page.demo')}
            </a>
          )}
        </nav>
        <ThemeToggle />
      </div>
    </header>
  );
}
