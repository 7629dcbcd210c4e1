import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const english = 'packages/catalogue/src/en';
const readers = ['packages/catalogue/src', 'apps/web/src', 'apps/cli/src', 'apps/checker/src'];

/** Which keys some sources can ask for: every literal, and every template with anything in place of its values. */
function wantedKeys(sources: readonly string[]): readonly RegExp[] {
  const texts = sources.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/'([\w.-]+)'|`([\w.-]+(?:\$\{[^`]+?\}[\w.-]*)+)`/g)]);
  return [...new Set(texts.map(([, literal, template]) => literal ?? template ?? ''))]
    .filter((text) => text.includes('.'))
    .map(
      (text) =>
        new RegExp(
          `^${text
            .split(/\$\{[^}]+\}/)
            .map(RegExp.escape)
            .join('[^.]+')}$`,
        ),
    );
}

function sourcesIn(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`)).filter((path) => !path.includes('.test.'));
}

/** A source and everything that it imports at once, of the same app. */
function sourcesLoadedWith(entry: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(entry)) return [];
  seen.add(entry);
  const imported = [...readFileSync(entry, 'utf8').matchAll(/from '(\.[^']+\.tsx?)'/g)].map(([, path = '']) => join(dirname(entry), path));
  return [entry, ...imported.flatMap((path) => sourcesLoadedWith(path, seen))];
}

function keysIn(files: string): readonly string[] {
  return globSync(`${english}/${files}.json`).flatMap((path) => {
    const file = path.slice(english.length + 1, -'.json'.length);
    const prefix = file === 'common' ? '' : `${file}.`;
    return file === 'test-message' ? [] : keysOf(JSON.parse(readFileSync(path, 'utf8')), prefix);
  });
}

function keysOf(tree: object, prefix: string): readonly string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key.replace(/_(one|other)$/, '')] : keysOf(value, `${prefix}${key}.`),
  );
}

describe('The catalogue', () => {
  it('has no sentence that nobody asks for', () => {
    const wanted = wantedKeys(sourcesIn(readers));
    // `product` is a key of its own, without a dot.
    expect(keysIn('*').filter((key) => key !== 'product' && !wanted.some((pattern) => pattern.test(key)))).toEqual([]);
  });

  it('has every sentence of the form and of a running check among the words that are loaded first', () => {
    const further = [...readFileSync(`${english}/further-words.ts`, 'utf8').matchAll(/'\.\/([\w-]+)\.json'/g)].map(([, file]) => file);
    // It speaks only when all words are there: after the demo lab.
    const late = /\/story-notice\.tsx$/;
    const early = sourcesLoadedWith('apps/web/src/main.tsx').filter((path) => !late.test(path));
    const wanted = wantedKeys(early);
    expect(keysIn(`{${further.join(',')}}`).filter((key) => wanted.some((pattern) => pattern.test(key)))).toEqual([]);
  });
});
