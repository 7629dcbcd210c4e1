import type { ConnectFlow } from '../features/connect/use-connect-flow.ts';
import { useChunk } from '../lib/chunk.ts';
import { useConfig } from '../lib/config.ts';
import type { Route } from '../lib/route.ts';

/** What helps to show the demo, while somebody does. */
export function Presenter({ flow, route }: { readonly flow: ConnectFlow; readonly route: Route }) {
  const isPresenting = useConfig()?.lab === true && (route.page === 'demo' || flow.story !== null);
  const part = useChunk('lab-presenter', () => import('../features/lab/components/lab-presenter.tsx'), isPresenting);
  return isPresenting && part.state === 'loaded' && <part.module.LabPresenter flow={flow} route={route} />;
}
