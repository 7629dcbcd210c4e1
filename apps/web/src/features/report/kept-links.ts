import { type SharedLink, sharedLinkSchema } from '@inbox-connect/core';

/** A link that this browser made, with the key that takes it back. */
export interface KeptLink extends SharedLink {
  /** The check that it was made of. */
  readonly check: string;
}

const storageKey = 'shared-reports';

/** The links that were made here and still lead somewhere, as far as their time tells; the newest first. */
export function readKeptLinks(now: Date): readonly KeptLink[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? kept.flatMap(readLink).filter(({ expiresAt }) => new Date(expiresAt) > now) : [];
  } catch {
    // Storage is closed to us, or holds something else.
    return [];
  }
}

export function keepLinks(links: readonly KeptLink[]): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(links));
  } catch {
    // The links can be taken back as long as the page is open.
  }
}

function readLink(kept: unknown): readonly KeptLink[] {
  if (typeof kept !== 'object' || kept === null || !('check' in kept)) return [];
  const { check, ...rest } = kept;
  const link = sharedLinkSchema.safeParse(rest);
  return link.success && typeof check === 'string' ? [{ ...link.data, check }] : [];
}
