import { type GuideCatalogue, loadGuideCatalogue } from '@inbox-connect/catalogue';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { useCatalogue } from '../../../lib/catalogue.ts';

export const GuideContext = createContext<GuideCatalogue | null>(null);

/** The words of the page and those of the guide. */
export function useGuide(): GuideCatalogue {
  const catalogue = use(GuideContext);
  if (catalogue === null) throw new Error('The guide has no words yet');
  return catalogue;
}

/** Loads the words of the guide in the language of the page; while another language comes, the last one stays. */
export function useGuideWords() {
  const { locale } = useCatalogue();
  return useQuery({
    queryKey: ['guide', locale],
    queryFn: () => loadGuideCatalogue(locale),
    structuralSharing: false,
    placeholderData: keepPreviousData,
    retry: 2,
    retryDelay: 500,
  });
}
