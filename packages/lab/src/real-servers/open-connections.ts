import { readFile } from 'node:fs/promises';

/** `ESTABLISHED` and `CLOSE_WAIT`, as Linux numbers them: the server's side still holds the connection. */
const held = ['01', '08'];

/** How many connections to a local port its server still holds, as the kernel sees it. */
export async function countOpenConnections(port: number): Promise<number> {
  const table = await readFile('/proc/net/tcp', 'utf8');
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${port.toString(16).toUpperCase().padStart(4, '0')}`) && held.includes(state ?? '')).length;
}
