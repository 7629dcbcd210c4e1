import type { LabMessage } from '@inbox-connect/core';
import { useId } from 'react';
import { Card } from '../../../components/card.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { useLabInbox } from '../api/use-lab-inbox.ts';

/** The mailbox behind the BCC address, as far as the lab sends to it; with a Message-ID only that message. */
export function LabInbox({ messageId }: { readonly messageId?: string }) {
  const { t } = useCatalogue();
  const id = useId();
  const { data, isError } = useLabInbox();
  const messages = data?.filter((message) => messageId === undefined || message.messageId === messageId);
  // A message that has been there for long is no longer kept.
  if (messageId !== undefined && !messages?.length) return null;
  return (
    <Card>
      <section aria-labelledby={id}>
        <h2 id={id} className="text-lg font-semibold">
          {t(messageId === undefined ? 'demo.inbox.heading' : 'demo.inbox.arrived')}
        </h2>
        <p className="mb-3.5 text-md text-mute">{t(messageId === undefined ? 'demo.inbox.lede' : 'demo.inbox.arrived-lede')}</p>
        {isError && <p className="mb-3 text-md text-warn">{t('demo.inbox.failed')}</p>}
        {messages?.length === 0 && (
          <p className="rounded-xl border border-dashed border-edge px-4 py-6 text-center text-md text-mute">{t('demo.inbox.empty')}</p>
        )}
        <ul className="grid gap-3">
          {messages?.map((message) => (
            <li key={message.messageId} className="min-w-0 rounded-xl border border-line px-4 py-3.5">
              <Message message={message} />
            </li>
          ))}
        </ul>
      </section>
    </Card>
  );
}

function Message({ message: { subject, from, to, receivedAt, spf, dkim, dmarc, headers } }: { readonly message: LabMessage }) {
  const { t, formatMoment } = useCatalogue();
  const proofs = Object.entries({ SPF: spf, DKIM: dkim, DMARC: dmarc });
  return (
    <>
      <p translate="no" className="font-semibold">
        {subject}
      </p>
      <p translate="no" className="text-md text-mute">
        {from} → {to}
      </p>
      <p className="text-sm text-mute">{t('demo.inbox.received', { time: formatMoment(new Date(receivedAt), undefined) })}</p>
      <ul translate="no" className="my-2.5 flex flex-wrap gap-1.5">
        {proofs.map(([name, result]) => (
          <li
            key={name}
            data-result={result}
            className="rounded-full bg-soft px-2.5 text-xs/5.5 font-semibold text-mute data-[result=pass]:bg-ok-soft data-[result=pass]:text-ok"
          >
            {name} {result}
          </li>
        ))}
      </ul>
      <Disclosure summary={t('demo.inbox.headers', { count: headers.length })}>
        <dl translate="no" className="grid gap-1 rounded-lg bg-soft p-3 font-mono text-xs/4.5">
          {headers.map(({ name, value }, index) => (
            <div key={index}>
              <dt className="inline font-bold">{name}:</dt> <dd className="inline">{value}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </>
  );
}
