import type { Report } from '@inbox-connect/core';
import { useState } from 'react';
import { Card } from '../../../components/card.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import type { ReportOrigin } from '../../../lib/route.ts';
import { Conversation } from './conversation.tsx';
import { Addresses, Certificates, Probes, SettingsUsed } from './fact-panels.tsx';
import { Tabs } from './tabs.tsx';

const names = ['conversation', 'certificates', 'addresses', 'probes', 'settings'] as const;

interface ParticularsProps {
  readonly report: Report;
  readonly origin: ReportOrigin;
  readonly line: string | undefined;
}

/** What support looks into: what was said, and every fact about servers and settings. On paper all of it stands. */
export function Particulars({ report, origin, line }: ParticularsProps) {
  const { t } = useCatalogue();
  const [current, setCurrent] = useState<(typeof names)[number]>('conversation');
  return (
    <Card>
      <Tabs
        label={t('report.particulars')}
        current={current}
        onChoose={setCurrent}
        tabs={names.map((name) => ({
          name,
          title: t(`report.tabs.${name}`),
          content: <Panel name={name} report={report} origin={origin} line={line} />,
        }))}
      />
    </Card>
  );
}

function Panel({ name, report, origin, line }: ParticularsProps & { readonly name: (typeof names)[number] }) {
  switch (name) {
    case 'conversation':
      return <Conversation report={report} origin={origin} line={line} />;
    case 'certificates':
      return <Certificates report={report} />;
    case 'addresses':
      return <Addresses report={report} />;
    case 'probes':
      return <Probes report={report} />;
    case 'settings':
      return <SettingsUsed report={report} />;
  }
}
