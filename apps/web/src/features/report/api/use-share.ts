import { ApiError, shareReport, takeBackReport } from '@inbox-connect/client';
import type { ShareRequest } from '@inbox-connect/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeptLink, keepLinks, readKeptLinks } from '../kept-links.ts';

const keptLinks = ['kept-links'];

/** The links that this browser made. */
export function useKeptLinks(): readonly KeptLink[] {
  return useQuery({ queryKey: keptLinks, queryFn: () => readKeptLinks(new Date()) }).data ?? [];
}

/** Shares the report of a check, and keeps the key that takes it back in this browser. */
export function useShare() {
  const change = useChangeLinks();
  return useMutation({
    mutationFn: (request: ShareRequest) => shareReport(request),
    onSuccess: (link, { check }) => change((links) => [{ ...link, check }, ...links]),
  });
}

/** Takes a link back. One that leads nowhere any more has been taken back already, or has expired. */
export function useTakeBack() {
  const change = useChangeLinks();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (link: KeptLink) => {
      try {
        await takeBackReport(link);
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 404) throw error;
      }
    },
    onSuccess: (_, { token }) => {
      change((links) => links.filter((link) => link.token !== token));
      void queries.resetQueries({ queryKey: ['shared-report', token] });
    },
  });
}

function useChangeLinks() {
  const queries = useQueryClient();
  return (update: (links: readonly KeptLink[]) => readonly KeptLink[]) => {
    const links = update(queries.getQueryData<readonly KeptLink[]>(keptLinks) ?? readKeptLinks(new Date()));
    queries.setQueryData(keptLinks, links);
    keepLinks(links);
  };
}
