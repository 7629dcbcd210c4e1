import { explainEvidence } from '@inbox-connect/client';
import { chooseExplanation, type Evidence, type Explanation, type KnownPlace, readPastedText, withoutSignInLines } from '@inbox-connect/core';
import { useMutation } from '@tanstack/react-query';

/** What a pasted text means, and how it was read; null when there is nothing to read in it. */
export type PastedAnswer = { readonly reading: Evidence; readonly explanation: Explanation } | null;

/** Asks the service what a pasted text means. Lines that sign in never leave the page, and no answer is kept. */
export function useExplanation() {
  return useMutation({
    mutationFn: async ({ text, known }: { readonly text: string; readonly known: KnownPlace }): Promise<PastedAnswer> => {
      const readings = readPastedText(withoutSignInLines(text).text, known);
      if (readings.length === 0) return null;
      return chooseExplanation(readings, await explainEvidence(readings)) ?? null;
    },
    gcTime: 0,
  });
}
