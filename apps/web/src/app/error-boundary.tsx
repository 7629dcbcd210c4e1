import { Component, type ReactNode } from 'react';
import { useCatalogue } from '../lib/catalogue.ts';

interface ErrorBoundaryState {
  readonly isBroken: boolean;
}

/** A fault of ours in one place must not leave an empty page. React knows this only as a class. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { isBroken: false };

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useCatalogue();
  return (
    <p role="alert" className="p-8 text-center">
      {t('page.broken')}
    </p>
  );
}
