import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { present, usePresentation } from '../presentation.ts';
import { shortcuts } from '../shortcuts.ts';
import { firstStories } from '../story-groups.ts';

/** Which keys there are, and the switch that turns them all off. */
export function ShortcutHelp() {
  const { t } = useCatalogue();
  const { hasShortcuts } = usePresentation();
  const close = () => present({ isHelpOpen: false });
  return (
    <Dialog heading={t('demo.keys.heading')} onClose={close} className="max-w-md">
      <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-2 text-md">
        {shortcuts.map((key) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="inline-block min-w-8 rounded-md border border-edge bg-soft px-2 py-0.5 text-center font-mono text-sm">
                {key === '1' ? `1 – ${firstStories.length}` : key}
              </kbd>
            </dt>
            <dd>{t(`demo.keys.${names[key]}`)}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-5 flex items-center gap-2.5 text-md">
        <input type="checkbox" checked={hasShortcuts} onChange={({ target }) => present({ hasShortcuts: target.checked })} className="size-5 accent-brand" />
        {t('demo.keys.on')}
      </label>
      <Button look="primary" onClick={close} className="mt-5 w-full">
        {t('demo.keys.close')}
      </Button>
    </Dialog>
  );
}

const names = { '1': 'story', '/': 'find', r: 'run', d: 'lab', s: 'speed', t: 'tour', '?': 'help' } as const;
