/**
 * The text of a document, by RFC 7303 s.3: a byte order mark decides, then the `charset` of the media type, then the
 * document's own declaration, else it is UTF-8. Nothing when its encoding is unknown.
 */
export function decodeXml(bytes: Uint8Array, mediaType: string): string | undefined {
  const encoding = byteOrderMark(bytes) ?? /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(mediaType)?.[1] ?? declaredEncoding(bytes) ?? 'utf-8';
  try {
    // The decoder takes the byte order mark away.
    return new TextDecoder(encoding).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function byteOrderMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
}
