import type { Config } from './config.ts';
import type { Server, ServerOptions } from './server.ts';
import type { RunningWorker } from './worker.ts';

export { type Config, ConfigError, parseConfig } from './config.ts';
export type { Server, ServerOptions } from './server.ts';
export { openSurroundings, type Surroundings } from './surroundings.ts';
export { describeLab } from './words.ts';
export type { RunningWorker } from './worker.ts';

/** Starts the service; what it is made of is loaded now, since a check from the command line needs none of it. */
export async function startServer(config: Config, options?: ServerOptions): Promise<Server> {
  const server = await import('./server.ts');
  return server.startServer(config, options);
}

/** Starts what runs the checks of a queue. */
export async function startWorker(config: Config): Promise<RunningWorker> {
  const worker = await import('./worker.ts');
  return worker.startWorker(config);
}
