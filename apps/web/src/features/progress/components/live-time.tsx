import { useCatalogue } from '../../../lib/catalogue.ts';
import { useElapsed } from '../../../lib/elapsed.ts';

/** The time that something has taken so far. */
export function LiveTime() {
  const { formatDuration } = useCatalogue();
  return <>{formatDuration(Math.floor(useElapsed() / 100) * 100)}</>;
}
