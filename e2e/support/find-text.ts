import type { Page } from '@playwright/test';
import { close, open } from './pseudo-locale.ts';

/** What is wrong with the words of a page that speaks the pseudo-locale, each with the text in question. */
export function findFaultyText(page: Page): Promise<readonly string[]> {
  return page.evaluate(findInPage, { open, close });
}

/** Runs in the page. */
function findInPage({ open, close }: { readonly open: string; readonly close: string }): readonly string[] {
  const faults: string[] = [];
  const report = (fault: string, text: string) => faults.push(`${fault}: ${text.trim().replaceAll(/\s+/g, ' ')}`);

  /** Splits a text into the sentences of the catalogue and what stands between them. */
  const split = (text: string) => {
    const sentences: string[] = [];
    const between: string[] = [''];
    let depth = 0;
    for (const character of text) {
      if (character === open && depth++ === 0) sentences.push('');
      if (depth > 0) sentences.push((sentences.pop() ?? '') + character);
      else between.push((between.pop() ?? '') + character);
      if (character === close && --depth === 0) between.push('');
    }
    return { sentences, between };
  };

  /** Two sentences may follow each other when the first has come to its end; facts stand apart by a dot, and `Intl` makes lists of words. */
  const isGlued = (text: string) => {
    const { sentences, between } = split(text);
    return sentences
      .slice(1)
      .some((_, index) => !/[·,\n]|\b(?:and|or)\b/.test(between[index + 1] ?? '') && !new RegExp(`[.?!:]${close}$`).test(sentences[index] ?? ''));
  };

  const judgeWords = (text: string) => {
    const others = split(text)
      .between.join(' ')
      .replaceAll(/\b(?:and|or)\b/g, '');
    if (/\p{L}/u.test(others)) report('not from the catalogue', text);
    else if (isGlued(text)) report('glued from pieces', text);
  };

  /** What people and servers wrote themselves. */
  const isForeign = (element: Element) => element.closest('[translate=no], pre, code, samp, kbd, style, script, noscript') !== null;
  /** Names, addresses and the like are set in a face of their own, each apart from what we say about it. */
  const withoutValues = (element: Element, text: string) =>
    element.closest('.font-mono') === null
      ? text
      : text
          .split(' · ')
          .filter((part) => part.includes(open))
          .join(' · ');

  /** Words for screen readers alone stand in a box of one pixel. */
  const isHiddenFromSight = (element: Element | null): boolean => element !== null && (element.clientWidth === 1 || isHiddenFromSight(element.parentElement));

  const judgeFit = (element: Element, range: Range) => {
    const { clientWidth, scrollWidth, clientHeight, scrollHeight } = element;
    const style = getComputedStyle(element);
    const clips = (overflow: string) => overflow !== 'visible' && overflow !== 'auto' && overflow !== 'scroll';
    if (clips(style.overflowX) && scrollWidth > clientWidth + 1) report('cut off at its side', element.textContent);
    if (clips(style.overflowY) && scrollHeight > clientHeight + 2) report('cut off at its end', element.textContent);
    const frame = element.closest('button, a, label, input, select, li, section, article, dialog, td, th, main, header')?.getBoundingClientRect();
    const boxes = [...range.getClientRects()];
    if (boxes.some(({ left, right }) => left < -1 || right > innerWidth + 1)) report('outside the window', element.textContent);
    else if (frame && boxes.some(({ left, right }) => left < frame.left - 1 || right > frame.right + 1)) report('outside its frame', element.textContent);
  };

  for (const element of document.body.querySelectorAll('*')) {
    if (isForeign(element) || !element.checkVisibility()) continue;
    for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt']) judgeWords(element.getAttribute(name) ?? '');
    const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const text = texts.map((node) => node.textContent).join('');
    if (text.trim() === '') continue;
    judgeWords(withoutValues(element, text));
    if (isHiddenFromSight(element) || element.tagName === 'OPTION') continue;
    for (const node of texts) {
      const range = document.createRange();
      range.selectNodeContents(node);
      judgeFit(element, range);
    }
  }
  judgeWords(document.title);
  return [...new Set(faults)];
}
