import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { RequestHandler } from 'express';

const compressors = { br: promisify(brotliCompress), gzip: promisify(gzip) } as const;
type Coding = keyof typeof compressors;

const compressible = ['.js', '.css', '.svg', '.json', '.html'];

/**
 * Sends the text files of a folder compressed, each made once: their names carry a hash, so they never change. What it has
 * not, or the browser cannot decode, is left to the next handler.
 */
export function serveCompressedAssets(folder: string): RequestHandler {
  const made = new Map<string, Promise<Buffer>>();

  return async (request, response, next) => {
    const [, name = ''] = /^\/([\w.-]+)$/.exec(request.path) ?? [];
    response.vary('Accept-Encoding');
    const coding = request.acceptsEncodings('br', 'gzip', 'identity');
    if (!['GET', 'HEAD'].includes(request.method) || !compressible.includes(extname(name)) || !isCoding(coding)) {
      next();
      return;
    }
    const key = `${coding} ${name}`;
    const body = made.get(key) ?? readFile(`${folder}/${name}`).then((text) => compressors[coding](text));
    made.set(key, body);
    try {
      const content = await body;
      response.set({ 'Content-Encoding': coding, 'Cache-Control': 'public, max-age=31536000, immutable' }).type(extname(name)).send(content);
    } catch {
      made.delete(key);
      next();
    }
  };
}

function isCoding(coding: string | false): coding is Coding {
  return coding === 'br' || coding === 'gzip';
}
