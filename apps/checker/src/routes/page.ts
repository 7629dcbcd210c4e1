import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';
import { serveCompressedAssets } from '../http/compressed-assets.ts';
import { firstWordsLink } from '../http/first-words-link.ts';
import { HttpProblem } from '../http/problem.ts';

const builtPage = fileURLToPath(new URL('../../../web/dist/', import.meta.url));

/**
 * The built page: files with a hash in their name for ever, the document always fresh. Every path without an extension is
 * the document, since the page has its own routes. Without the lab its part of the page is not there; the document then says so.
 */
export function pageRouter({ folder = builtPage, lab }: { readonly folder?: string | undefined; readonly lab: boolean }): Router {
  const router = express.Router();
  const linkTo = firstWordsLink(folder);
  if (!lab) {
    router.use('/assets', ({ path }, _response, next) => {
      if (path.startsWith('/lab-')) throw new HttpProblem(404);
      next();
    });
    router.use('/lab', (_request, response, next) => {
      response.status(404);
      next();
    });
  }
  router.use(
    '/assets',
    serveCompressedAssets(`${folder}/assets`),
    express.static(`${folder}/assets`, { immutable: true, maxAge: '1y', index: false, fallthrough: false }),
  );
  router.use(express.static(folder, { index: false, maxAge: '1h', redirect: false }));
  router.get(/^\/(?:[^.]*)$/, async (request, response, next) => {
    if (!existsSync(`${folder}/index.html`)) {
      response.status(503).type('text/plain').send('The page has not been built. Run: npm run build\n');
      return;
    }
    const link = await linkTo(request);
    if (link !== undefined) response.set('Link', link);
    response.set(request.path.startsWith('/report') ? unkept : { 'Cache-Control': 'no-cache' });
    response.sendFile('index.html', { root: folder, cacheControl: false }, (error) => error && next(error));
  });
  router.use(() => {
    throw new HttpProblem(404);
  });
  return router;
}

/** The address of a shared report opens it to everybody who comes across it. */
const unkept = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' };
