import { describe, expect, it } from 'vitest';
import { formatEndpoint, parseEndpoint } from './endpoint.ts';

describe('an endpoint on the command line', () => {
  it.each(['imap.example.com:993/tls', '[2001:db8::1]:587/starttls', '192.0.2.1:143/none'])('%s is read and written alike', (text) => {
    const endpoint = parseEndpoint(text);
    expect(endpoint && formatEndpoint(endpoint)).toBe(text);
  });

  it.each(['imap.example.com', 'imap.example.com:993', 'imap.example.com:993/ssl', '2001:db8::1:993/tls', ':993/tls', 'imap.example.com:/tls'])(
    '%s is not one',
    (text) => {
      expect(parseEndpoint(text)).toBeUndefined();
    },
  );
});
