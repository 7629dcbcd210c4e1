import type { DestinationStream, Logger } from 'pino';
import { destination, pino } from 'pino';
import { type HttpLogger, pinoHttp } from 'pino-http';
import type { Config } from './config.ts';

/** Writes JSON lines to standard error: standard output belongs to the command. */
export function createLogger(level: Config['logLevel'], stream: DestinationStream = destination({ fd: 2 })): Logger {
  return pino({ level, base: null }, stream);
}

/** One line a request: no body, no headers, no query, since any of them can hold what nobody should read later. */
export function logRequests(logger: Logger): HttpLogger {
  return pinoHttp({
    logger,
    quietReqLogger: true,
    customLogLevel: (_request, response, error) => (error !== undefined || response.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({ method, path: printablePath(url) }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
      err: ({ type, code }: { type?: string; code?: string }) => ({ type, code }),
    },
  });
}

/** Without its query and whatever opens a check or a report to who knows it, bounded, and nothing in it that a terminal could obey. */
function printablePath(url: string): string {
  return url
    .replace(/[?#].*$/s, '')
    .replaceAll(/\/[\w-]{20,}/g, '/…')
    .replaceAll(/[^!-~…]/g, '?')
    .slice(0, 200);
}
