import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { followCheck, startCheck } from '@inbox-connect/client';
import { type CheckEvent, labEntriesSchema } from '@inbox-connect/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseConfig } from './config.ts';
import { type Server, startServer } from './server.ts';
import { type RedisServer, startRedis } from './testing/redis.ts';
import { type RunningWorker, startWorker } from './worker.ts';

const logStream = { write: () => {} };
let redis: RedisServer;
let webs: readonly Server[];
let worker: RunningWorker;

beforeAll(async () => {
  redis = await startRedis();
  const environment = { REDIS_URL: redis.url, PORT: '0', RECEIVER_DOMAIN: 'in.example.com' };
  const ports = await Promise.all([freePort(), freePort()]);
  // The mail of the domain comes in at the first web node; the worker's lab is told to deliver there.
  worker = await startWorker(parseConfig({ ...environment, RECEIVER_PORT: String(ports[0]) }), logStream);
  webs = await Promise.all(ports.map((port) => startServer(parseConfig({ ...environment, RECEIVER_PORT: String(port) }), { logStream })));
});
afterAll(async () => {
  await Promise.all([worker, ...webs].map((part) => part.close()));
  await redis[Symbol.asyncDispose]();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it('A check is started at one web node, run by a worker, followed at another web node, and its message is seen to arrive', async () => {
  const [first = expect.unreachable(), second = expect.unreachable()] = webs;
  const lab = labEntriesSchema.parse(await (await fetch(`${first.url}/api/lab`)).json());
  const entry = lab.find(({ name }) => name === 'healthy') ?? expect.unreachable();
  for (const web of webs) expect((await fetch(`${web.url}/readyz`)).status).toBe(200);
  const { id } = await startCheck(entry.request, { baseUrl: first.url });
  const events: CheckEvent[] = await Array.fromAsync(followCheck(id, { baseUrl: second.url }));
  expect(events.at(-1)).toMatchObject({ type: 'check-end', outcome: 'connected' });
  const facts = events.flatMap((event) => (event.type === 'stage-observation' ? [event.observation.type] : []));
  expect(facts).toEqual(expect.arrayContaining(['signed-in', 'message-accepted', 'message-arrived']));
  expect(await (await fetch(`${first.url}/metrics`)).text()).toContain('checks_running 0');
  expect((await fetch(`${first.url}/api/checks/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await fetch(`${second.url}/api/checks/${id}`)).status).toBe(404);
});

it('A worker without a queue is one readable line', async () => {
  await expect(startWorker(parseConfig({}), logStream)).rejects.toThrow(/^REDIS_URL: /);
});
