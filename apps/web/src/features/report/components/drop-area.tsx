import { type ReactNode, useState } from 'react';
import { Notice } from '../../../components/notice.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';
import { useOpenFile } from '../api/use-opened-report.ts';

/** Opens the report file that is dropped on it. There is a button for the same, so that nobody has to drag. */
export function DropArea({ children }: { readonly children: ReactNode }) {
  const { t } = useCatalogue();
  const open = useOpenFile();
  const [isOver, setIsOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way of two, the other one is a button.
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        const [file] = event.dataTransfer.files;
        if (file !== undefined) open.mutate(file);
      }}
      className={classes('col-span-full grid min-w-0 gap-5 rounded-card', isOver && 'outline-2 outline-offset-8 outline-brand outline-dashed')}
    >
      <div role="alert" className="empty:hidden">
        {open.isError && <Notice tone="warning">{t(`report.not-opened.${open.error.reason}`)}</Notice>}
      </div>
      {children}
    </div>
  );
}
