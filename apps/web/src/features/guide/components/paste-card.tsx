import { type KnownPlace, quotesOf, withoutSignInLines } from '@inbox-connect/core';
import { type FormEvent, useId, useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { describedBy, Field, inputClasses } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { type PastedAnswer, useExplanation } from '../api/use-explanation.ts';
import { useGuide } from '../api/use-guide.ts';
import { PasteAnswer } from './paste-answer.tsx';
import { PlaceFields } from './place-fields.tsx';

/** An answer; a corrected one bears the number of the one before. */
interface Shown {
  readonly number: number;
  readonly answer: PastedAnswer;
  readonly failure: Error | null;
}

/** Any error of any mail program, explained by the rules of a check. */
export function PasteCard() {
  const { t } = useGuide();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [known, setKnown] = useState<KnownPlace>({});
  const [isMissing, setIsMissing] = useState(false);
  // The last answer stays until the next one is there.
  const [shown, setShown] = useState<Shown>();
  const explanation = useExplanation();

  const ask = (words: string, place: KnownPlace, number: number) =>
    explanation.mutate({ text: words, known: place }, { onSettled: (answer = null, failure) => setShown({ number, answer, failure }) });
  const explain = (words: string) => {
    setText(words);
    setIsMissing(words.trim() === '');
    if (words.trim() === '') return field.current?.focus();
    ask(words, known, (shown?.number ?? 0) + 1);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    explain(text);
  };
  const correct = (place: KnownPlace) => {
    setKnown(place);
    if (shown !== undefined) ask(text, place, shown.number);
  };
  const clear = () => {
    setText('');
    setKnown({});
    setIsMissing(false);
    setShown(undefined);
    explanation.reset();
    field.current?.focus();
  };
  const error = isMissing ? t('guide.paste.missing') : undefined;
  return (
    <Card className="grid gap-x-9 gap-y-6 lg:grid-cols-2">
      <form onSubmit={submit} noValidate>
        <h2 className="text-lg font-bold tracking-tight">{t('guide.paste.heading')}</h2>
        <p className="mt-1 mb-4 text-md text-mute">{t('guide.paste.lede')}</p>
        <Field id={id} label={t('guide.paste.label')} error={error}>
          <textarea
            ref={field}
            id={id}
            value={text}
            onChange={(event) => setText(event.target.value)}
            rows={5}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            className={`${inputClasses} h-auto min-h-32 py-2.5 font-mono text-md!`}
            {...describedBy(id, { error })}
          />
        </Field>
        {withoutSignInLines(text).found && (
          <Notice tone="warning" className="mt-3">
            {t('guide.paste.secret')}
          </Notice>
        )}
        <PlaceFields known={known} onChange={correct} />
        <div className="mt-5 flex flex-wrap gap-3">
          <Button type="submit" look="primary" busy={explanation.isPending}>
            {t(explanation.isPending ? 'guide.paste.explaining' : 'guide.paste.submit')}
          </Button>
          {(text !== '' || shown !== undefined) && <Button onClick={clear}>{t('guide.paste.clear')}</Button>}
        </div>
      </form>
      <div className="min-w-0 scroll-mt-2 border-line max-lg:border-t max-lg:pt-6 lg:border-l lg:pl-9">
        {shown === undefined ? <Examples onChoose={explain} /> : <PasteAnswer key={shown.number} answer={shown.answer} failure={shown.failure} />}
      </div>
    </Card>
  );
}

const examples = (['wrong-credentials', 'certificate-unknown-issuer', 'relay-denied'] as const).flatMap((cause) => quotesOf(cause).slice(0, 1));

function Examples({ onChoose }: { readonly onChoose: (words: string) => void }) {
  const { t } = useGuide();
  return (
    <>
      <p className="mb-3 text-md text-mute">{t('guide.paste.examples')}</p>
      <ul className="grid gap-2.5">
        {examples.map(({ words }) => (
          <li key={words}>
            <button
              type="button"
              lang="en"
              onClick={() => onChoose(words)}
              className="w-full rounded-field border border-line bg-soft px-3.5 py-2.5 text-left font-mono text-sm transition-colors hover:border-brand"
            >
              {words}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
