import { describeRemark } from '@inbox-connect/catalogue';
import { type Report, remarksOn } from '@inbox-connect/core';
import { Info } from 'lucide-react';
import { useCatalogue } from '../../../lib/catalogue.ts';

/** What is worth a word about the servers, and is no problem. */
export function Remarks({ report }: { readonly report: Report }) {
  const catalogue = useCatalogue();
  return remarksOn(report.stages).map((remark) => (
    <p key={`${remark.service} ${remark.id}`} className="flex gap-2.5 rounded-card border border-line bg-card px-4.5 py-4 text-ink sm:px-6.5">
      <Info aria-hidden className="mt-0.5 size-4.5 shrink-0 text-mute" />
      {describeRemark(catalogue, remark)}
    </p>
  ));
}
