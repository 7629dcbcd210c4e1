import type { Page } from '@playwright/test';

/** Words as they stand in the files of a language. */
interface Words {
  readonly [key: string]: string | Words;
}

/** Stands around every sentence of the catalogue, also around one that is a value in another. */
export const open = '⟦';
export const close = '⟧';

/**
 * Gives the page a language that nobody speaks: every sentence of English in brackets and longer by two fifths, as other
 * languages are. It is made on the way from the service to the page, so no build knows of it.
 */
export async function speakPseudo(page: Page): Promise<void> {
  await page.route(/\/assets\/(?:first-words|further-words|guide)-[\w-]{8}\.js$/, async (route) => {
    const response = await route.fetch();
    const source = await response.text();
    const words: Readonly<Record<string, Words>> = await import(`data:text/javascript,${encodeURIComponent(source)}`);
    const exported = Object.entries(words).map(([name, tree], index) => {
      const value = JSON.stringify(translate(tree));
      return `const words${index} = ${value}; export { words${index} as ${name} };`;
    });
    await route.fulfill({ response, body: exported.join('\n') });
  });
}

function translate(words: Words): Words {
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, typeof value === 'string' ? lengthen(value) : translate(value)]));
}

const padding = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** `Sign in.` becomes `⟦Sign in one.⟧`; numbers with their unit stay as long as they are. */
function lengthen(sentence: string): string {
  const [, body = '', end = ''] = /^(.*?)([.?!:…]?)$/su.exec(sentence) ?? [];
  const letters = body.replaceAll(/\{\{\w+\}\}/g, '').match(/\p{L}/gu)?.length ?? 0;
  const wanted = letters < 4 ? 0 : letters * 0.4;
  let added = '';
  for (let index = 0; added.length < wanted; index += 1) added += ` ${padding[index % padding.length]}`;
  return `${open}${body}${added}${end}${close}`;
}
