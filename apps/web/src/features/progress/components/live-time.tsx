import { useCatalogue } from '../../../lib/catalogue.ts';
import { useElapsed } from '../clock.ts';

/** The time since a moment of the check, as it goes by. */
export function LiveTime({ since }: { readonly since: number }) {
  const { formatElapsed } = useCatalogue();
  const elapsed = useElapsed(since);
  return elapsed !== undefined && formatElapsed(elapsed);
}
