/** The element of an entry. Error and cause may bear the same name: then the error comes first in the page, with its cause under it. */
export function elementId(entry: string): string {
  return `guide-${entry}`;
}

/** Scrolls to an entry, opens it if it is closed, and moves the focus to its heading. An address that names none shows the top of the page. */
export function showEntry(entry: string | undefined): void {
  const element = entry === undefined ? null : document.getElementById(elementId(entry));
  if (element === null) {
    scrollTo(0, 0);
    return;
  }
  if (element instanceof HTMLDetailsElement) element.open = true;
  element.scrollIntoView();
  element.querySelector<HTMLElement>('h2, h3, h4')?.focus({ preventScroll: true });
}
