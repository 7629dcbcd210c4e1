import { asciiHost } from './ascii-host.ts';
import type { Resolver } from './network.ts';

interface Lookup {
  readonly answer: Promise<readonly string[]>;
  readonly cancel: () => void;
  askers: number;
}

/**
 * A resolver that asks about each name once, however many ask, so that everything in a check sees the same addresses. A
 * look-up is cancelled when the last one who waited for it has left; who comes then begins it anew.
 */
export function resolveOnce(resolver: Resolver): Resolver {
  const lookups = new Map<string, Lookup>();

  function start(host: string, name: string): Lookup {
    const controller = new AbortController();
    const lookup = { answer: resolver.resolve(host, controller.signal), cancel: () => controller.abort(), askers: 0 };
    // Everybody may have left before it fails.
    lookup.answer.catch(() => {});
    lookups.set(name, lookup);
    return lookup;
  }

  async function resolve(host: string, signal: AbortSignal): Promise<readonly string[]> {
    signal.throwIfAborted();
    const name = asciiHost(host) ?? host;
    const lookup = lookups.get(name) ?? start(host, name);
    lookup.askers += 1;
    const { promise: left, reject } = Promise.withResolvers<never>();
    const leave = () => {
      lookup.askers -= 1;
      if (lookup.askers === 0) {
        lookups.delete(name);
        lookup.cancel();
      }
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([lookup.answer, left]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  return { resolve };
}
