import { type Service, serviceSchema, usualPorts } from '@inbox-connect/core';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { Card } from '../../../components/card.tsx';
import { OurAddresses } from '../../../components/our-addresses.tsx';
import { useAppPasswords } from '../api/use-app-passwords.ts';
import { useGuide } from '../api/use-guide.ts';
import { linkClasses, measure, Part } from './entry.tsx';

/** What is worth knowing besides the errors. */
export function Notes() {
  const { t } = useGuide();
  return (
    <>
      <Part id="requirements" heading={t('guide.requirements.heading')} lede={t('guide.requirements.lede')}>
        <Requirements />
      </Part>
      <Part id="addresses" heading={t('guide.addresses.heading')}>
        <Note>
          <p>{t('guide.addresses.lede')}</p>
          <OurAddresses />
        </Note>
      </Part>
      <Part id="connections" heading={t('guide.connections.heading')}>
        <Note>
          <p>{t('guide.connections.check')}</p>
          <p>{t('guide.connections.connected')}</p>
          <ul className="grid list-disc gap-1 pl-5">
            {connections.map((kind) => (
              <li key={kind}>{t(`guide.connections.list.${kind}`)}</li>
            ))}
          </ul>
          <p>{t('guide.connections.limit')}</p>
        </Note>
      </Part>
      <Part id="it-team" heading={t('guide.it-team.heading')}>
        <Note>
          <p>{t('guide.it-team.text')}</p>
          <p>{t('guide.it-team.note', { button: t('result.it-note.copy') })}</p>
          <p>{t('guide.it-team.preset')}</p>
        </Note>
      </Part>
      <Part id="courier" heading={t('guide.courier.heading')}>
        <Note>
          <p>{t('guide.courier.text')}</p>
        </Note>
      </Part>
      <Part id="app-passwords" heading={t('guide.app-passwords.heading')} lede={t('guide.app-passwords.lede')}>
        <AppPasswords />
      </Part>
    </>
  );
}

const connections = ['permanent', 'folders', 'sending'] as const;
const demands = ['reachable', 'encryption', 'version', 'certificate', 'sign-in', 'sending'] as const;

function Note({ children }: { readonly children: ReactNode }) {
  return (
    <Card>
      <div className={`grid gap-3 ${measure}`}>{children}</div>
    </Card>
  );
}

function AppPasswords() {
  return (
    <Card>
      <ul className="columns-2 gap-x-6 text-md sm:columns-[11rem]">
        {useAppPasswords().map(({ id, name, url }) => (
          <li key={id} className="break-inside-avoid py-1">
            <a translate="no" href={url} target="_blank" rel="noreferrer" className={linkClasses}>
              {name}
              {'\u00a0'}
              <ExternalLink aria-hidden className="inline size-3.5 align-[-0.125em]" />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Requirements() {
  const { t } = useGuide();
  return (
    <Card>
      <table className="mb-5 w-full max-w-[36rem] text-left text-md">
        <thead>
          <tr className="border-b border-line text-mute">
            <th scope="col" className="py-1.5 pr-4 font-semibold">
              {t('guide.requirements.service')}
            </th>
            <th scope="col" className="py-1.5 font-semibold">
              {t('guide.requirements.ports')}
            </th>
          </tr>
        </thead>
        <tbody>
          {serviceSchema.options.map((service) => (
            <PortsRow key={service} service={service} />
          ))}
        </tbody>
      </table>
      <ul className={`grid list-disc gap-1.5 pl-5 ${measure}`}>
        {demands.map((demand) => (
          <li key={demand}>{t(`guide.requirements.${demand}`)}</li>
        ))}
      </ul>
    </Card>
  );
}

function PortsRow({ service }: { readonly service: Service }) {
  const { t, formatChoice } = useGuide();
  const ports = usualPorts[service].map(({ port, security }) => t('guide.requirements.port', { port, security: t(`securities.${security}`) }));
  return (
    <tr className="border-b border-line align-baseline last:border-0">
      <th scope="row" className="py-1.5 pr-4 font-medium">
        {t(`services.${service}`)}
      </th>
      <td className="py-1.5">{formatChoice(ports)}</td>
    </tr>
  );
}
