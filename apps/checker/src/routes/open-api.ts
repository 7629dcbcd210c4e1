import { STATUS_CODES } from 'node:http';
import {
  checkEventSchema,
  checkRequestSchema,
  discoverRequestSchema,
  discoverySchema,
  evidenceSchema,
  explanationSchema,
  feedbackSchema,
  labEntrySchema,
  problemDetailsSchema,
  reportSchema,
  serviceConfigSchema,
  startedCheckSchema,
  unreadEvidenceSchema,
} from '@inbox-connect/core';
import * as z from 'zod/mini';
import { problems } from '../http/problem-responses.ts';
import type { ResponseBody, Route } from '../http/route.ts';

/** The schemas that have a name in the document. */
const named: Readonly<Record<string, z.core.$ZodType>> = {
  CheckRequest: checkRequestSchema,
  StartedCheck: startedCheckSchema,
  CheckEvent: checkEventSchema,
  Report: reportSchema,
  DiscoverRequest: discoverRequestSchema,
  Discovery: discoverySchema,
  Evidence: evidenceSchema,
  Explanation: explanationSchema,
  UnreadEvidence: unreadEvidenceSchema,
  LabEntry: labEntrySchema,
  Feedback: feedbackSchema,
  ServiceConfig: serviceConfigSchema,
  ProblemDetails: problemDetailsSchema,
};

/** The API as an OpenAPI 3.1 document, made of the routes themselves and the schemas that they parse with. */
export function openApiRoute(routes: readonly Route[]): Route {
  const route: Route = {
    method: 'get',
    path: '/api/openapi.json',
    summary: 'This document',
    responses: { 200: { mediaType: 'application/json' } },
    handlers: [(_request, response) => void response.type('json').send(document)],
  };
  const document = JSON.stringify(describe([...routes, route]));
  return route;
}

function describe(routes: readonly Route[]): object {
  const paths = [...Map.groupBy(routes, ({ path }) => path)].map(([path, operations]) => [
    path,
    Object.fromEntries(operations.map((operation) => [operation.method, operationOf(operation)])),
  ]);
  return {
    openapi: '3.1.1',
    info: { title: 'Inbox Connect', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    security: [],
    paths: Object.fromEntries(paths),
    components: { schemas: Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, jsonSchema(schema)])) },
  };
}

function operationOf({ method, path, summary, parameters = [], requestSchema, responses, limit }: Route): object {
  const answers = { ...responses, ...(limit !== 'none' && problems(429)) };
  return {
    operationId: `${method}${path.replaceAll(/[^a-z]+(\w?)/gi, (_match, letter: string) => letter.toUpperCase())}`,
    summary,
    parameters: parameters.map(({ name, in: where, pattern }) => ({
      name,
      in: where,
      required: where === 'path',
      schema: { type: 'string', ...(pattern && { pattern }) },
    })),
    ...(requestSchema && { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(requestSchema) } } } }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, body]) => [status, { description: STATUS_CODES[status] ?? status, ...(body && { content: contentOf(body) }) }]),
    ),
  };
}

function contentOf({ mediaType, schema }: ResponseBody): object {
  return { [mediaType]: schema === undefined ? {} : { schema: schemaOf(schema) } };
}

function schemaOf(schema: z.core.$ZodType): object {
  const name = Object.keys(named).find((candidate) => named[candidate] === schema);
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  if (schema instanceof z.ZodMiniArray) return { type: 'array', items: schemaOf(schema.def.element) };
  if (schema instanceof z.ZodMiniUnion) return { anyOf: schema.def.options.map(schemaOf) };
  return jsonSchema(schema);
}

/** A request is described as it may be written, defaults left out; everything else as we send it. */
function jsonSchema(schema: z.core.$ZodType): object {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io: schema === checkRequestSchema ? 'input' : 'output' });
  return described;
}
