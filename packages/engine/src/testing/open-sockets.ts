import { setImmediate as turn } from 'node:timers/promises';

/** How many TCP sockets of this process are open or on their way, listeners excluded. */
export async function openSockets(): Promise<number> {
  // A destroyed socket leaves the list when the loop has closed its handle.
  await turn();
  await turn();
  return process.getActiveResourcesInfo().filter((type) => type === 'TCPSocketWrap').length;
}
