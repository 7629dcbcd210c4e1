import type { Outcome } from '@inbox-connect/core';

/** Tells a screen reader how the check ended: at once when it failed. Its place is there before its words. */
export function OutcomeAnnouncement({ outcome, words }: { readonly outcome: Outcome | null; readonly words: string | undefined }) {
  return (
    <>
      <p role="alert" className="sr-only">
        {outcome === 'failed' && words}
      </p>
      <p role="status" className="sr-only">
        {outcome !== 'failed' && words}
      </p>
    </>
  );
}
