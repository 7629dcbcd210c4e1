import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const english = 'packages/catalogue/src/en';
const readers = ['packages/catalogue/src', 'apps/web/src', 'apps/cli/src', 'apps/checker/src'];

/** Which keys a program can ask for: every literal, and every template with anything in place of its values. */
function wantedKeys(): readonly RegExp[] {
  const sources = readers.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`)).filter((path) => !path.includes('.test.'));
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

function allKeys(): readonly string[] {
  return globSync(`${english}/*.json`).flatMap((path) => {
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
    const wanted = wantedKeys();
    // `product` is a key of its own, without a dot.
    expect(allKeys().filter((key) => key !== 'product' && !wanted.some((pattern) => pattern.test(key)))).toEqual([]);
  });
});
