import { appPasswordPagesSchema, type LabEntry, labEntrySchema, labMessagesSchema, type ServiceConfig, serviceConfigSchema } from '@inbox-connect/core';
import { appPasswordPages } from '@inbox-connect/discovery';
import * as z from 'zod/mini';
import type { Checks } from '../checks/checks.ts';
import type { Route } from '../http/route.ts';
import type { Metrics } from '../metrics.ts';
import type { LabInbox } from '../receiver/lab-inbox.ts';

interface Service {
  readonly checks: Checks;
  readonly metrics: Metrics;
  readonly config: ServiceConfig;
  /** Empty when the lab is off. */
  readonly labEntries: readonly LabEntry[];
  /** Undefined when the lab is off. */
  readonly labInbox: Pick<LabInbox, 'messages'> | undefined;
}

const readinessSchema = z.object({ status: z.enum(['alive', 'ready', 'not-ready']) });

/** What the page and the operator ask about the service itself. */
export function serviceRoutes({ checks, metrics, config, labEntries, labInbox }: Service): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/api/config',
      summary: 'What the page has to know about the service',
      responses: { 200: { mediaType: 'application/json', schema: serviceConfigSchema } },
      handlers: [(_request, response) => void response.json(config)],
    },
    {
      method: 'get',
      path: '/api/lab',
      summary: 'The scenarios of the mail lab; none when it is off',
      responses: { 200: { mediaType: 'application/json', schema: z.array(labEntrySchema) } },
      handlers: [(_request, response) => void response.json(labEntries)],
    },
    ...(labInbox === undefined ? [] : [labInboxRoute(labInbox)]),
    {
      method: 'get',
      path: '/api/app-passwords',
      summary: 'Where people make an app password, for every provider that has such a page',
      responses: { 200: { mediaType: 'application/json', schema: appPasswordPagesSchema } },
      handlers: [(_request, response) => void response.json(appPasswordPages)],
    },
    {
      method: 'get',
      path: '/healthz',
      summary: 'Whether the process is alive',
      limit: 'none',
      responses: { 200: { mediaType: 'application/json', schema: readinessSchema } },
      handlers: [(_request, response) => void response.json({ status: 'alive' })],
    },
    {
      method: 'get',
      path: '/readyz',
      summary: 'Whether the service takes checks',
      limit: 'none',
      responses: { 200: { mediaType: 'application/json', schema: readinessSchema }, 503: { mediaType: 'application/json', schema: readinessSchema } },
      handlers: [
        async (_request, response) => {
          const accepts = await checks.accepts();
          response.status(accepts ? 200 : 503).json({ status: accepts ? 'ready' : 'not-ready' });
        },
      ],
    },
    {
      method: 'get',
      path: '/metrics',
      summary: 'Counters of the service in the text format of Prometheus',
      responses: { 200: { mediaType: 'text/plain' } },
      handlers: [
        async (_request, response) => {
          response.set('Content-Type', metrics.contentType).send(await metrics.write(checks));
        },
      ],
    },
  ];
}

function labInboxRoute(inbox: Pick<LabInbox, 'messages'>): Route {
  return {
    method: 'get',
    path: '/api/lab/inbox',
    summary: 'The last test messages that arrived from the mail lab, with their headers',
    responses: { 200: { mediaType: 'application/json', schema: labMessagesSchema } },
    handlers: [(_request, response) => void response.json(inbox.messages)],
  };
}
