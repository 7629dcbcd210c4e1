import { useLayoutEffect } from 'react';
import type { Route } from '../../../lib/route.ts';
import type { ConnectFlow } from '../../connect/use-connect-flow.ts';
import { useLab } from '../api/use-lab.ts';
import { usePresentation } from '../presentation.ts';
import { useShortcuts } from '../shortcuts.ts';
import { ShortcutHelp } from './shortcut-help.tsx';
import { Tour } from './tour.tsx';

/** What a presenter has on every page of a demo: keys, their help, the tour, and letters that a big room can read. */
export function LabPresenter({ flow, route }: { readonly flow: ConnectFlow; readonly route: Route }) {
  const { data: stories } = useLab();
  const { isTouring, isHelpOpen } = usePresentation();
  useShortcuts({ flow, route, stories });
  useLayoutEffect(() => {
    document.documentElement.dataset['presenting'] = '';
    return () => {
      delete document.documentElement.dataset['presenting'];
    };
  }, []);
  return (
    <>
      {isTouring && stories !== undefined && <Tour flow={flow} route={route} stories={stories} />}
      {isHelpOpen && <ShortcutHelp />}
    </>
  );
}
