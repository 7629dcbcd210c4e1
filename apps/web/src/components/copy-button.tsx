import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useCatalogue } from '../lib/catalogue.ts';
import { Button } from './button.tsx';

/** Copies a text, and says that it did. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useCatalogue();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  const Icon = copied ? Check : Copy;
  return (
    <Button size="small" onClick={copy}>
      <Icon aria-hidden className="size-4" />
      <span aria-live="polite">{copied ? t('page.copied') : label}</span>
    </Button>
  );
}
