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

/** Reads a well-formed document without a document type; nothing when it is anything else. No entity is ever defined, so none expands. */
export function parseXml(source: string): XmlElement | undefined {
  const top: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const reader = sax.parser(true, { trim: true });
  let isSound = true;
  const refuse = () => {
    isSound = false;
  };
  reader.onerror = refuse;
  reader.ondoctype = refuse;
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
    // After an error the reader refuses to go on.
    return undefined;
  }
  return isSound ? top.children[0] : undefined;
}

function textOf(attributes: object): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));
}
