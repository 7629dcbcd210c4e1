import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useCatalogue } from '../lib/catalogue.ts';
import { Button } from './button.tsx';

/** Copies a text, and says that it did, or that the browser does not let it: where a page did not come by HTTPS there is no clipboard. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useCatalogue();
  const [outcome, setOutcome] = useState<'copied' | 'copy-failed' | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('copy-failed');
    }
  };
  const Icon = outcome === 'copied' ? Check : Copy;
  return (
    <Button size="small" onClick={copy} className="print:hidden">
      <Icon aria-hidden className="size-4 shrink-0" />
      <span aria-live="polite">{outcome === null ? label : t(`page.${outcome}`)}</span>
    </Button>
  );
}
