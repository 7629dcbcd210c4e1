import { type Discovery, hintsAbout, type ProviderHint } from '@inbox-connect/core';
import { ExternalLink } from 'lucide-react';
import { Notice } from '../../../components/notice.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';

/** What to know about the provider before a password is typed. */
export function ProviderNotice({ provider }: { readonly provider: NonNullable<Discovery['provider']> }) {
  const { t } = useCatalogue();
  const hints = hintsAbout(provider);
  if (hints.length === 0) return null;
  return (
    <Notice tone={hints.some(isObstacle) ? 'warning' : 'info'}>
      <ul className="grid gap-2">
        {hints.map(({ id, url }) => (
          <li key={id}>
            <p>{t(`discovery.hints.${id}`, { provider: provider.name })}</p>
            {url !== undefined && (
              <a href={url} target="_blank" rel="noreferrer" className="inline-flex items-center gap-1 font-semibold text-brand-strong hover:underline">
                {t(id === 'switch-imap-on' ? 'discovery.switch-imap-on' : 'discovery.create-app-password')}
                <ExternalLink aria-hidden className="size-3.5" />
              </a>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Whether a provider takes the password of the mailbox from no program at all. */
export function wantsAppPassword({ auth }: NonNullable<Discovery['provider']>): boolean {
  return auth === 'app-password';
}

function isObstacle({ id }: ProviderHint): boolean {
  return id === 'oauth-only' || id === 'bridge' || id === 'unsupported';
}
