import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { watchPresets } from './presets.ts';

const folder = mkdtempSync(join(tmpdir(), 'presets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const imap = { host: 'imap.example.com', port: 993, security: 'tls' };
const smtp = { host: 'smtp.example.com', port: 587, security: 'starttls' };
let files = 0;

function fileWith(presets: unknown): string {
  files += 1;
  const path = join(folder, `${files}.json`);
  writeFileSync(path, typeof presets === 'string' ? presets : JSON.stringify(presets));
  return path;
}

const fail = (error: unknown) => {
  throw error;
};

describe('presets', () => {
  it('give servers, the form of the user name and the certificate option', () => {
    const presetOf = watchPresets(
      fileWith({
        'example.com': { imap, smtp: [smtp, { ...smtp, port: 465, security: 'tls' }], username: 'local-part', allowNonSecureCertificate: true },
        'Bücher.example': { imap, smtp },
      }),
      fail,
    );
    expect(presetOf('example.com')).toEqual({
      trusted: true,
      imap: [{ ...imap, username: '%EMAILLOCALPART%' }],
      smtp: [
        { ...smtp, username: '%EMAILLOCALPART%' },
        { ...smtp, port: 465, security: 'tls', username: '%EMAILLOCALPART%' },
      ],
      allowNonSecureCertificate: true,
    });
    expect(presetOf('xn--bcher-kva.example')).toMatchObject({ imap: [{ username: '%EMAILADDRESS%' }] });
    expect(presetOf('example.org')).toBeUndefined();
  });

  it('are read again when the file has changed, and kept while its new text is wrong', () => {
    const path = fileWith({ 'example.com': { imap, smtp } });
    const errors: unknown[] = [];
    const presetOf = watchPresets(path, (error) => errors.push(error));
    writeFileSync(path, JSON.stringify({ 'example.org': { imap, smtp: { ...smtp, port: 465 } } }));
    expect([presetOf('example.com'), presetOf('example.org')?.smtp[0]?.port]).toEqual([undefined, 465]);
    writeFileSync(path, 'not yet finished');
    expect(presetOf('example.org')).toBeDefined();
    expect(presetOf('example.org')).toBeDefined();
    expect(errors).toHaveLength(1);
  });

  it.each([
    ['words', 'JSON'],
    [{ 'example.com': { imap } }, 'example.com > smtp'],
    [{ 'example.com': { imap: { ...imap, security: 'none' }, smtp } }, 'example.com > imap'],
    [{ 'example.com': { imap, smtp, pop3: smtp } }, 'example.com'],
    [{ localhost: { imap, smtp } }, 'localhost'],
  ])('that are wrong are refused at once: %j', (presets, message) => {
    expect(() => watchPresets(fileWith(presets), fail)).toThrow(message);
  });
});
