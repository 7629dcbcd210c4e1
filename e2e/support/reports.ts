import { fetchLab, fetchReport, followCheck, startCheck } from '@inbox-connect/client';
import type { Report } from '@inbox-connect/core';

/** The report of a story of the lab, checked by the service itself. */
export async function reportOf(baseUrl: string, story: string): Promise<Report> {
  const entry = (await fetchLab({ baseUrl })).find(({ name }) => name === story);
  if (entry === undefined) throw new Error(`The lab has no story ${story}`);
  const { id } = await startCheck(entry.request, { baseUrl });
  for await (const event of followCheck(id, { baseUrl })) if (event.type === 'check-end') break;
  return fetchReport(id, { baseUrl });
}
