import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { fetchDocument } from './fetch-document.ts';
import { type Page, startWorld } from './testing/world.ts';

const never = new AbortController().signal;
const start = 'https://autoconfig.example.com/';
const redirect =
  (location: string): Page =>
  (_, response) =>
    void response.writeHead(302, { Location: location, 'Set-Cookie': 'a=b' }).end();
const send =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): Page =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);

async function fetchFrom(web: Readonly<Record<string, Page>>, address = start, signal = never) {
  await using world = await startWorld({ web });
  const answer = await fetchDocument(address, world.context, signal);
  await expect.poll(() => world.openConnections()).toBe(0);
  return { answer, requests: [...world.requests] };
}

describe('a document', () => {
  it('is fetched as it is, without a word about the person', async () => {
    let headers: object = {};
    const page: Page = (request, response) => {
      headers = request.headers;
      response.end('<a/>');
    };
    expect((await fetchFrom({ [start]: page })).answer).toEqual({ text: '<a/>', secure: true });
    expect(headers).toEqual({ host: 'autoconfig.example.com', accept: 'application/xml, text/xml', 'user-agent': 'inbox-connect', connection: 'close' });
  });

  it.each<[string, Page, string]>([
    ['that is not there', send('<a/>', {}, 404), 'not-found'],
    ['that is forbidden', send('<a/>', {}, 403), 'not-found'],
    ['of a server in trouble', send('<a/>', {}, 503), 'unreachable'],
    ['that is a web page', send('<a/>', { 'Content-Type': 'text/html; charset=utf-8' }), 'unreadable'],
    ['in a coding that nobody asked for', send('<a/>', { 'Content-Encoding': 'gzip' }), 'unreadable'],
    ['in an encoding that does not exist', send('<a/>', { 'Content-Type': 'text/xml; charset=klingon' }), 'unreadable'],
    ['that is too large', send('x'.repeat(256 * 1024 + 1)), 'unreadable'],
    ['that breaks off', (_, response) => void response.writeHead(200, { 'Content-Length': '100' }).write('<a', () => response.destroy()), 'unreachable'],
    ['of a server that speaks something else', (_, response) => void response.socket?.end('* OK ready\r\n'), 'unreachable'],
    ['with headers without end', (_, response) => void response.socket?.end(`HTTP/1.1 200 OK\r\n${'A: b\r\n'.repeat(20_000)}`), 'unreachable'],
  ])('%s is none', async (_, page, outcome) => expect((await fetchFrom({ [start]: page })).answer).toBe(outcome));

  it('without end is read no further than the limit', async () => {
    let sent = 0;
    const endless = (_: unknown, response: ServerResponse) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384))) sent += 16_384;
        response.once('drain', more);
      };
      more();
    };
    expect((await fetchFrom({ [start]: endless })).answer).toBe('unreadable');
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it('that does not come is waited for until the signal aborts', async () => {
    const abort = new AbortController();
    const { answer } = await fetchFrom({ [start]: () => abort.abort() }, start, abort.signal);
    expect(answer).toBe('unreachable');
  });

  it.each([
    ['no certificate for its name', 'https://wrong.test/', 'not-secure'],
    ['a name that does not exist', 'https://nowhere.example.com/', 'not-found'],
    ['a port that is not for the web', 'https://autoconfig.example.com:993/', 'unreachable'],
    ['another scheme', 'ftp://autoconfig.example.com/', 'not-permitted'],
    ['an address that is not public', 'https://127.0.0.1/', 'not-permitted'],
  ])('from a place with %s is none', async (_, address, outcome) => {
    expect((await fetchFrom({ [start]: '<a/>', 'https://wrong.test/': '<a/>' }, address)).answer).toBe(outcome);
  });
});

describe('a redirect', () => {
  it('is followed three times, also to other domains, and no cookie goes along', async () => {
    let cookie: string | undefined = 'not asked';
    const last: Page = (request, response) => {
      cookie = request.headers.cookie;
      response.end('<a/>');
    };
    const web = {
      [start]: redirect('/1'),
      [`${start}1`]: redirect('https://example.net/2'),
      'https://example.net/2': redirect('/3'),
      'https://example.net/3': last,
    };
    expect((await fetchFrom(web)).answer).toEqual({ text: '<a/>', secure: true });
    expect(cookie).toBeUndefined();
  });

  it('is not followed a fourth time', async () => {
    const { answer, requests } = await fetchFrom({ [start]: redirect('/') });
    expect(answer).toBe('unreadable');
    expect(requests).toHaveLength(4);
  });

  it.each([
    ['http://127.0.0.1/', 'not-secure'],
    ['https://127.0.0.1/', 'not-permitted'],
    ['https://[::1]/', 'not-permitted'],
    ['https://169.254.169.254/latest/meta-data', 'not-permitted'],
    ['https://0x7f.1/', 'not-permitted'],
    ['https://localhost/', 'not-permitted'],
    ['http://example.net/', 'not-secure'],
    ['file:///etc/passwd', 'not-permitted'],
    ['https://', 'unreadable'],
  ])('to %s is refused', async (location, outcome) => {
    const { answer, requests } = await fetchFrom({ [start]: redirect(location), 'http://example.net/': '<a/>' });
    expect([answer, requests]).toEqual([outcome, [start]]);
  });

  it('from plain HTTP to HTTPS does not make it trusted', async () => {
    expect((await fetchFrom({ 'http://example.com/': redirect(start), [start]: '<a/>' }, 'http://example.com/')).answer).toEqual({
      text: '<a/>',
      secure: false,
    });
  });
});

describe('an encoding', () => {
  const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>å</a>`;
  it.each<[string, Buffer, string]>([
    ['is UTF-8 unless said', Buffer.from('<a>å</a>'), 'text/xml'],
    ['stands in the declaration', Buffer.from(declared('ISO-8859-1'), 'latin1'), 'text/xml'],
    ['stands in the media type, which counts more', Buffer.from(declared('UTF-8'), 'latin1'), 'text/xml; charset="iso-8859-1"'],
    ['is told by a byte order mark, which counts most', Buffer.from(`\ufeff${declared('ISO-8859-1')}`), 'text/xml; charset=iso-8859-1'],
    ['may be UTF-16', Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le'), 'text/xml'],
    ['may be Japanese', Buffer.from([...Buffer.from('<?xml version="1.0" encoding="Shift_JIS"?><a>'), 0x93, 0xfa, ...Buffer.from('</a>')]), 'application/xml'],
  ])('%s', async (_, body, type) => {
    const { answer } = await fetchFrom({ [start]: send(body, { 'Content-Type': type }) });
    expect(typeof answer === 'string' ? answer : answer.text).toMatch(/<a>[å日]<\/a>$/);
  });
});
