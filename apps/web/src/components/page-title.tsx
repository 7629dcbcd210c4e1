import { useCatalogue } from '../lib/catalogue.ts';

/** The title of the document; a form with errors says so first. */
export function PageTitle({ page, hasErrors = false }: { readonly page: string; readonly hasErrors?: boolean }) {
  const { t } = useCatalogue();
  const title = t('page.title', { page });
  return <title>{hasErrors ? t('page.error-title', { title }) : title}</title>;
}
