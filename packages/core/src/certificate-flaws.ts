import { type CertificateFlaw, certificateFlawSchema } from './observation.ts';
import type { Report } from './report.ts';
import type { Service } from './vocabulary.ts';

/** What is wrong with the certificate of a service in the finest words that are known: a report may be older than they are. */
export function certificateFlaws({ stages, certificate }: Pick<Report, 'stages' | 'certificate'>, service: Service): readonly CertificateFlaw[] {
  const presented = stages
    .filter((stage) => stage.service === service)
    .flatMap(({ observations }) => observations)
    .findLast((observation) => observation.type === 'certificate-presented');
  const defects = certificate[service]?.defects ?? [];
  return presented?.flaws ?? certificateFlawSchema.options.filter((flaw) => defects.some((defect) => defect === `certificate-${flaw}`));
}
