import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { serveFake } from '../testing/serve-fake.ts';

const bodySchema = z.object({ content: z.optional(z.record(z.string(), z.object({ schema: z.optional(z.record(z.string(), z.unknown())) }))) });
const operationSchema = z.object({
  operationId: z.string().check(z.regex(/^[a-z][A-Za-z]+$/)),
  summary: z.string().check(z.minLength(5)),
  parameters: z.array(
    z.object({ name: z.string(), in: z.enum(['path', 'header', 'query']), required: z.boolean(), schema: z.object({ type: z.literal('string') }) }),
  ),
  requestBody: z.optional(bodySchema),
  responses: z.record(z.string().check(z.regex(/^[2-5]\d\d$/)), z.extend(bodySchema, { description: z.string().check(z.minLength(2)) })),
});
const documentSchema = z.object({
  openapi: z.string().check(z.regex(/^3\.1\.\d$/)),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string().check(z.regex(/^\//)), z.partialRecord(z.enum(['get', 'post', 'delete']), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});

async function readDocument(url: string) {
  return documentSchema.parse(await (await fetch(`${url}/api/openapi.json`)).json());
}

describe('the description of the API', () => {
  it('has every route, with every answer that it gives', async () => {
    await using service = await serveFake();
    const { paths } = await readDocument(service.url);
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => `${method} ${path} ${Object.keys(responses).join(' ')}`),
    );
    expect(operations.sort()).toEqual([
      'delete /api/checks/{id} 202 204 403 404 429',
      'delete /api/reports/{token} 204 403 404 429',
      'get /api/app-passwords 200 429',
      'get /api/checks/{id} 200 404 429',
      'get /api/checks/{id}/events 200 204 400 404 429',
      'get /api/config 200 429',
      'get /api/lab 200 429',
      'get /api/lab/inbox 200 429',
      'get /api/openapi.json 200 429',
      'get /api/reports/{token} 200 404 429',
      'get /healthz 200',
      'get /metrics 200 429',
      'get /readyz 200 503',
      'post /api/checks 202 400 403 413 415 422 429 503',
      'post /api/diagnose 200 400 403 413 415 429 503',
      'post /api/discover 200 400 403 413 415 429 503',
      'post /api/feedback 204 400 403 413 415 429',
      'post /api/reports 201 400 403 404 409 413 415 429',
    ]);
    for (const path of Object.keys(paths)) expect([path, (await fetch(service.url + path, { method: 'PATCH' })).status]).toEqual([path, 405]);
  });

  it('is whole in itself: every reference leads somewhere, every operation has a name of its own, every path its parameters', async () => {
    await using service = await serveFake();
    const document = await readDocument(service.url);
    const references = JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g);
    for (const [, reference] of references) expect(Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`)).toContain(reference);
    const names = Object.values(document.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(new Set(names).size).toBe(names.length);
    for (const [path, methods] of Object.entries(document.paths)) {
      const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(methods)) expect(parameters.filter(({ required }) => required).map(({ name }) => name)).toEqual(placeholders);
    }
  });

  it('describes a request as it may be written and refuses what the service refuses', async () => {
    await using service = await serveFake();
    const { CheckRequest } = (await readDocument(service.url)).components.schemas;
    expect(CheckRequest).toMatchObject({ required: ['email', 'imap', 'smtp', 'password'], additionalProperties: false });
  });
});
