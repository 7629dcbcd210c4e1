import sax from 'sax';

/** An element of a document: its own text is trimmed, comments are gone. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

/**
 * Reads a well-formed document without a document type; nothing when it is anything else. No entity is ever defined, so none
 * expands. The reader is left at the first fault: it would go on and make an error of every character of 256 kB.
 */
export function parseXml(source: string): XmlElement | undefined {
  if (hasDeclaration(source)) return undefined;
  const top: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const reader = sax.parser(true, { trim: true });
  reader.onerror = (error) => {
    throw error;
  };
  reader.onopentag = ({ name, attributes }) => {
    const element: OpenElement = { name, attributes: textOf(attributes), children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  reader.onclosetag = () => void open.pop();
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  reader.ontext = addText;
  reader.oncdata = addText;
  try {
    reader.write(source).close();
  } catch {
    // What the reader throws are faults of the document.
    return undefined;
  }
  return top.children[0];
}

/**
 * Whether there is a `<!DOCTYPE` or any other declaration (XML 1.0 s.2.8): what begins with `<!` and is neither a comment nor
 * CDATA, or does not end. Looked for before the reader comes to it: its time grows with the square of such a declaration.
 */
function hasDeclaration(source: string): boolean {
  for (let start = source.indexOf('<!'); start >= 0; start = source.indexOf('<!', start)) {
    const section = sections.find(({ opening }) => source.startsWith(opening, start));
    const end = section === undefined ? -1 : source.indexOf(section.closing, start + section.opening.length);
    if (section === undefined || end < 0) return true;
    start = end + section.closing.length;
  }
  return false;
}

const sections = [
  { opening: '<!--', closing: '-->' },
  { opening: '<![CDATA[', closing: ']]>' },
] as const;

function textOf(attributes: object): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));
}
