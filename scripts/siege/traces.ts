import { createReadStream } from 'node:fs';
import { echoes } from '../../packages/engine/src/testing/hostile-tricks.ts';

/** The password and every form of it that stands alone; as text, and as a string inside JSON. */
const forms = [...new Set(echoes.filter((text) => text.length > 12).flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]))];
const longest = Math.max(...forms.map(({ length }) => length));

/** Which forms of the password stand in a text. */
export function tracesIn(text: string): readonly string[] {
  return forms.filter((form) => text.includes(form));
}

/** The same for a file of any size. */
export async function tracesInFile(path: string): Promise<readonly string[]> {
  const found = new Set<string>();
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 4 * 1024 * 1024 })) {
    const text = rest + chunk;
    for (const form of tracesIn(text)) found.add(form);
    rest = text.slice(-longest);
  }
  return [...found];
}
