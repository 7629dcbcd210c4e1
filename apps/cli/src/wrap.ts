/**
 * Breaks a line between words so that no part is wider than `columns`; every part but the first begins with `indent`. A word
 * that is wider itself is cut.
 */
export function wrapLine(line: string, columns: number, indent = ''): string {
  const lines: string[] = [];
  let rest = line;
  for (let lead = ''; ; lead = indent) {
    const room = Math.max(10, columns - widthOf(lead));
    const fitting = clip(rest, room);
    if (fitting === rest) return [...lines, lead + rest].join('\n');
    const space = fitting.lastIndexOf(' ');
    // The indentation of the line itself is no place to break.
    const isWhole = rest[fitting.length] === ' ' || fitting.slice(0, Math.max(0, space)).trim() === '';
    const end = isWhole ? fitting.length : space;
    lines.push(lead + rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
}

/** Cuts a line to a width, colours not counted. */
export function clip(line: string, columns: number): string {
  let width = 0;
  let clipped = '';
  for (const [part] of line.matchAll(/\p{Cc}\[[\d;]*m|./gsu)) {
    const isColour = part.length > 2;
    width += isColour ? 0 : widthOf(part);
    if (isColour || width <= columns) clipped += part;
  }
  return clipped;
}

/** East Asian wide characters and pictures take two columns, combining marks none. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (/\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1), 0);
}
