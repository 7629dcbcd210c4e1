import type { Remark } from '@inbox-connect/core';
import type { Catalogue } from './catalogue.ts';

/** A word about a server, for beside the result. */
export function describeRemark({ t }: Catalogue, { id, service, software }: Remark): string {
  return t(`result.remarks.${id}`, { service: t(`services.${service}`), software });
}
