import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import type { Proving } from '../api/use-start-check.ts';

/** Says what the browser works on while the service wants work before a check, how far it is, and how to give it up. There is nothing to solve for the person. */
export function ProofDialog({ proving: { done, parts, cancel } }: { readonly proving: Proving }) {
  const { t } = useCatalogue();
  return (
    <Dialog heading={t('form.proof.heading')} onClose={cancel} describedBy="proof-explanation" className="max-w-md">
      <p id="proof-explanation" className="mt-2 text-mute">
        {t('form.proof.explanation')}
      </p>
      <progress
        aria-label={t('form.proof.progress')}
        value={done}
        max={parts}
        className="mt-5 h-2 w-full appearance-none overflow-hidden rounded-full bg-soft [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-soft [&::-webkit-progress-value]:bg-brand"
      />
      <Button className="mt-5 w-full" onClick={cancel}>
        {t('form.proof.cancel')}
      </Button>
    </Dialog>
  );
}
