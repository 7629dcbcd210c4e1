import { readFile } from 'node:fs/promises';
import { chooseLocale } from '@inbox-connect/catalogue';
import { type Locale, localeSchema } from '@inbox-connect/core';
import type { Request } from 'express';
import * as z from 'zod/mini';

/** What Vite writes about a build, as far as it is of use here (its guide, "Backend Integration"). */
const manifestSchema = z.record(z.string(), z.object({ file: z.string() }));

/**
 * Answers the `Link` header that lets a browser fetch the words of its language together with the program that asks for them
 * (HTML Living Standard s.4.6.7.12), undefined where the page has not been built.
 */
export function firstWordsLink(folder: string): (request: Request) => Promise<string | undefined> {
  let files: Promise<ReadonlyMap<Locale, string>> | undefined;
  return async (request) => {
    files ??= readFiles(folder);
    const chosen = new URLSearchParams(request.url.split('?', 2)[1]).get('lang');
    const file = (await files).get(chooseLocale([chosen, ...request.acceptsLanguages()]));
    return file === undefined ? undefined : `</${file}>; rel=modulepreload`;
  };
}

async function readFiles(folder: string): Promise<ReadonlyMap<Locale, string>> {
  const text = await readFile(`${folder}/.vite/manifest.json`, 'utf8').catch(() => '{}');
  const manifest = Object.entries(manifestSchema.parse(JSON.parse(text)));
  return new Map(
    localeSchema.options.flatMap((locale) => {
      const entry = manifest.find(([source]) => source.endsWith(`/${locale}/first-words.ts`));
      return entry === undefined ? [] : [[locale, entry[1].file] as const];
    }),
  );
}
