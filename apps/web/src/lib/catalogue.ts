import { type Catalogue, createCatalogue } from '@inbox-connect/catalogue';
import { createContext, use } from 'react';

export const CatalogueContext = createContext<Catalogue>(createCatalogue('en'));

/** The words of the language that the page is shown in. */
export function useCatalogue(): Catalogue {
  return use(CatalogueContext);
}
