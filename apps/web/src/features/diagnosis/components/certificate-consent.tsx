import { certificateFlaws, type Report } from '@inbox-connect/core';
import { QuestionDialog } from '../../../components/question-dialog.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { CertificatePanel } from './certificate-panel.tsx';

/** The certificates of both servers, and one question about them. */
export function CertificateConsent({ report, onAnswer }: { readonly report: Report; readonly onAnswer: (goOn: boolean) => void }) {
  const { t } = useCatalogue();
  return (
    <QuestionDialog
      heading={t('result.consent.heading')}
      explanation={t('result.consent.explanation')}
      back={t('result.consent.back')}
      goOn={t('result.consent.go-on')}
      onAnswer={onAnswer}
    >
      <div className="mt-5 grid gap-5">
        {(['imap', 'smtp'] as const).map((service) => {
          const certificate = report.certificate[service];
          return (
            certificate !== undefined && (
              <section key={service} aria-labelledby={`consent-${service}`} className="min-w-0">
                <h3 id={`consent-${service}`} className="mb-1.5 text-md font-semibold break-words">
                  {t('result.consent.server', { service: t(`services.${service}`), host: report.settings?.[service].host ?? '' })}
                </h3>
                <CertificatePanel certificate={certificate} flaws={certificateFlaws(report, service)} />
              </section>
            )
          );
        })}
      </div>
    </QuestionDialog>
  );
}
