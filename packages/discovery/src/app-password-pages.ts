import type { AppPasswordPage } from '@inbox-connect/core';
import { providers } from './provider-directory.ts';

/** Where people make an app password, for every provider that has such a page, by name. */
export const appPasswordPages: readonly AppPasswordPage[] = providers
  .flatMap(({ id, name, appPasswordHelp: url }) => (url === undefined ? [] : [{ id, name, url }]))
  .toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
