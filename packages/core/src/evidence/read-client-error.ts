import { phrasesOf, says as saysOneOf, searchable } from '../rules/searchable.ts';
import { wordsOf } from '../rules/words.ts';
import { type ClientFact, clientErrors } from './client-errors.ts';

const table = clientErrors.map(({ fact, says = [], marks = [] }) => ({ fact, phrases: phrasesOf(says), marks: phrasesOf(marks) }));

/** What a program's words say about the connection; nothing when they say something else. */
export function readClientError(text: string): ClientFact | undefined {
  const words = searchable(wordsOf(text));
  const raw = searchable(text.toLowerCase());
  return table.find(({ phrases, marks }) => saysOneOf(raw, marks) || saysOneOf(words, phrases))?.fact;
}
