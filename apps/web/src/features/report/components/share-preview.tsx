import { describeProblem } from '@inbox-connect/catalogue';
import { certificateFlaws, type Report, type Service } from '@inbox-connect/core';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { CertificatePanel } from '../../diagnosis/components/certificate-panel.tsx';
import { Transcript } from '../../diagnosis/components/transcript.tsx';
import { SettingsUsed } from './fact-panels.tsx';
import { StageList } from './lanes.tsx';

const services: readonly Service[] = ['imap', 'smtp'];

/** What will be shared: as it reads, and to the last character as the file that it is. */
export function SharePreview({ report }: { readonly report: Report }) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  return (
    <section
      aria-label={t('report.share.preview')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="grid max-h-[26rem] min-w-0 content-start gap-5 overflow-y-auto rounded-xl border border-line bg-page p-4"
    >
      <ul className="grid gap-1 font-semibold">
        {report.outcome === 'failed'
          ? report.problems.map((problem) => (
              <li key={`${problem.service} ${problem.stage} ${problem.cause}`}>{describeProblem(catalogue, problem, report.settings).headline}</li>
            ))
          : report.outcome !== null && <li>{t(`outcomes.${report.outcome}`)}</li>}
      </ul>
      <SettingsUsed report={report} />
      <StageList report={report} />
      {services.map((service) => {
        const certificate = report.certificate[service];
        return certificate && <CertificatePanel key={service} certificate={certificate} flaws={certificateFlaws(report, service)} className="bg-card" />;
      })}
      {services.map(
        (service) =>
          report.transcript[service].length > 0 && (
            <div key={service}>
              <h3 className="mb-1.5 text-md font-semibold">{t(`result.${service}-conversation`)}</h3>
              <Transcript lines={report.transcript[service]} label={t(`result.${service}-conversation`)} />
            </div>
          ),
      )}
      <Disclosure summary={t('report.share.as-file')}>
        <pre className="font-mono text-xs whitespace-pre-wrap">{JSON.stringify(report, null, 2)}</pre>
      </Disclosure>
    </section>
  );
}
