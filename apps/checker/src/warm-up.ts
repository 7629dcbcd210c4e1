import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * Sends a request that starts nothing through the whole app, so that the first person does not wait for code to be loaded
 * and compiled. A service that cannot be reached this way has worse troubles, which are not told here.
 */
export async function warmUp(url: string, host: string): Promise<void> {
  for (let count = 0; count < 3; count += 1) {
    const sent = request(`${url}/api/checks`, { method: 'POST', headers: { Host: host, 'Content-Type': 'application/json' }, agent: false });
    sent.end('{}');
    const [response] = await once(sent, 'response').catch(() => []);
    if (response !== undefined) await text(response);
  }
}
