import type { Report } from '@inbox-connect/core';
import { Share2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { useChunk } from '../../../lib/chunk.ts';

/** Opens the dialog that shares the report of a check; the dialog comes when it is asked for. */
export function ShareButton({ report, size = 'normal' }: { readonly report: Report; readonly size?: 'normal' | 'small' }) {
  const { t } = useCatalogue();
  const [isOpen, setIsOpen] = useState(false);
  const dialog = useChunk('share', () => import('./share-dialog.tsx'), isOpen);
  return (
    <>
      <Button size={size} onClick={() => setIsOpen(true)} busy={isOpen && dialog.state === 'loading'}>
        <Share2 aria-hidden className="size-4 shrink-0" />
        {t('result.share')}
      </Button>
      {isOpen && dialog.state === 'loaded' && <dialog.module.ShareDialog report={report} onClose={() => setIsOpen(false)} />}
      {isOpen && dialog.state === 'failed' && (
        <div role="alert" className="basis-full">
          <Notice tone="warning">{t('page.part-missing')}</Notice>
        </div>
      )}
    </>
  );
}
