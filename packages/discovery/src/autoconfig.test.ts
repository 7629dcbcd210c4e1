import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAutoconfig } from './autoconfig.ts';
import { autoconfigFile } from './testing/world.ts';

const server = (element: string, type: string, inside: string) => `<${element} type="${type}">${inside}</${element}>`;
const imap = (host: string, inside = '<port>993</port><socketType>SSL</socketType>') =>
  server('incomingServer', 'imap', `<hostname>${host}</hostname>${inside}`);
const hostsOf = (sections: string) => parseAutoconfig(autoconfigFile('example.com', sections))?.imap.map(({ host }) => host);

describe('an autoconfig file', () => {
  it('gives every server in its order, with all that it says about it', () => {
    const file = autoconfigFile(
      'example.com',
      `<domain>example.com</domain><displayName>Exämple &amp; Söner</displayName><!-- between -->
      ${server('incomingServer', 'pop3', '<hostname>pop.example.com</hostname><port>995</port><socketType>SSL</socketType>')}
      ${imap('IMAP.Example.com', '<port> 993 </port>\n<socketType>SSL</socketType><authentication>OAuth2</authentication><authentication>password-cleartext</authentication><username>%EMAILLOCALPART%</username>')}
      ${imap('mail.%EMAILDOMAIN%', '<port>143</port><socketType>STARTTLS</socketType><username>%EMAILADDRESS%</username>')}
      ${imap('old.example.com', '<port>143</port><socketType>plain</socketType><unheard-of>of</unheard-of>')}
      ${server('outgoingServer', 'smtp', '<hostname>smtp.example.com</hostname><port>587</port><socketType>STARTTLS</socketType>')}`,
    );
    expect(parseAutoconfig(file)).toEqual({
      imap: [
        { host: 'imap.example.com', port: 993, security: 'tls', username: '%EMAILLOCALPART%', authentication: ['OAuth2', 'password-cleartext'] },
        { host: 'mail.%EMAILDOMAIN%', port: 143, security: 'starttls', username: '%EMAILADDRESS%', authentication: [] },
        { host: 'old.example.com', port: 143, security: 'none', username: '%EMAILADDRESS%', authentication: [] },
      ],
      smtp: [{ host: 'smtp.example.com', port: 587, security: 'starttls', username: '%EMAILADDRESS%', authentication: [] }],
      hasPop3: true,
    });
  });

  it.each([
    ['no host', imap('')],
    ['no port', imap('broken.example.com', '<socketType>SSL</socketType>')],
    ['a port that is none', imap('broken.example.com', '<port>65536</port><socketType>SSL</socketType>')],
    ['words for a port', imap('broken.example.com', '<port>99x</port><socketType>SSL</socketType>')],
    ['an unheard-of security', imap('broken.example.com', '<port>993</port><socketType>QUANTUM</socketType>')],
    ['another type', server('incomingServer', 'exchange', '<hostname>ews.example.com</hostname>')],
  ])('loses a server with %s, and keeps the others', (_, broken) => {
    expect(hostsOf(`${imap('one.example.com')}${broken}${imap('two.example.com')}`)).toEqual(['one.example.com', 'two.example.com']);
  });

  it.each([
    ['a web page', '<!DOCTYPE html><html><body>Welcome</body></html>'],
    ['a web page in XML', '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'],
    ['nothing', ''],
    ['words', 'Not found'],
    ['a document with a type', `<!DOCTYPE clientConfig>${autoconfigFile('example.com').replace(/^.*\n/, '')}`],
    ['a document that was cut off', autoconfigFile('example.com').slice(0, -20)],
    ['a document that does not nest', autoconfigFile('example.com').replace('</port>', '</prot>')],
    ['a document without a provider', '<clientConfig version="1.1"/>'],
    ['an entity of nobody', autoconfigFile('example.com').replace('imap.', '&internal;')],
  ])('is not %s', (_, text) => expect(parseAutoconfig(text)).toBeUndefined());

  it('expands no entity, however many were declared', () => {
    const bomb = `<!DOCTYPE b [<!ENTITY a "${'x'.repeat(1_000)}">${Array.from({ length: 20 }, (_, level) => `<!ENTITY a${level} "${'&a;'.repeat(50)}">`).join('')}]>`;
    expect(parseAutoconfig(bomb + autoconfigFile('example.com').replace('imap.', '&a19;'))).toBeUndefined();
  });

  it('may nest as deep as it likes', () => {
    expect(parseAutoconfig('<a>'.repeat(80_000) + '</a>'.repeat(80_000))).toBeUndefined();
  });
});

/** Sixty real files, measured by a second reader that knows nothing of XML; they are not part of the project. */
describe('real files', () => {
  const folder = join(import.meta.dirname, '../../../../shared/ispdb');

  it('are read exactly, where they are at hand', () => {
    if (!existsSync(folder)) return console.info('The sample files are not beside the repository: not measured.');
    const files = globSync('*.xml', { cwd: folder });
    expect(files.length).toBeGreaterThan(50);
    for (const file of files) {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(parseAutoconfig(text), file).toEqual({
        imap: scan(text, 'incomingServer', 'imap'),
        smtp: scan(text, 'outgoingServer', 'smtp'),
        hasPop3: /<incomingServer type="pop3"/.test(text),
      });
    }
  });
});

function scan(text: string, element: string, type: string) {
  const sections = text.replaceAll(/<!--.*?-->/gs, '').matchAll(new RegExp(`<${element} type="${type}">(.*?)</${element}>`, 'gs'));
  return [...sections].map(([, section = '']) => {
    const all = (name: string) => [...section.matchAll(new RegExp(`<${name}>\\s*(.*?)\\s*</${name}>`, 'gs'))].map(([, value = '']) => value);
    return {
      host: all('hostname')[0],
      port: Number(all('port')[0]),
      security: { SSL: 'tls', STARTTLS: 'starttls', plain: 'none' }[all('socketType')[0] ?? ''],
      username: all('username')[0] ?? '%EMAILADDRESS%',
      authentication: all('authentication'),
    };
  });
}
