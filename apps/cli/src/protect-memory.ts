import { writeFileSync } from 'node:fs';
import { url as debuggerUrl } from 'node:inspector';
import { UsageError } from './exit-codes.ts';

/** Where Linux keeps which parts of memory a core dump has (core(5)). */
const coreDumpFilter = '/proc/self/coredump_filter';

/**
 * Closes the back doors to what this process holds, the passwords of running checks among it: no debugger, and nothing of
 * the memory in a core dump. Throws a `UsageError` when a debugger is open already.
 */
export function protectMemory(): void {
  if (debuggerUrl() !== undefined) throw new UsageError('NODE_OPTIONS: a debugger could read the passwords of running checks; start without --inspect');
  // Without a listener of ours, this signal makes Node open its debugger.
  process.on('SIGUSR1', () => {});
  try {
    writeFileSync(coreDumpFilter, '0');
  } catch {
    // Not Linux: its own limits decide about core dumps.
  }
}
