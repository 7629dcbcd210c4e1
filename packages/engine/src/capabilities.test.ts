import { describe, expect, it } from 'vitest';
import { imapCapabilitiesIn, offers, smtpExtensionsIn, smtpMechanismsIn } from './capabilities.ts';

describe('capabilities', () => {
  it.each([
    [['* OK [CAPABILITY IMAP4rev1 STARTTLS] ready'], ['IMAP4rev1', 'STARTTLS']],
    [['CAPABILITY IMAP4rev1  APPENDLIMIT=35651584 '], ['IMAP4rev1', 'APPENDLIMIT=35651584']],
    [['[CAPABILITY IMAP4rev1] Logged in'], ['IMAP4rev1']],
    [['capability imap4rev1', '[CAPABILITY IMAP4rev2] Logged in'], ['IMAP4rev2']],
    [['* OK hello', 'Logged in'], undefined],
    [['* OK about [CAPABILITY nothing]'], undefined],
  ])('of IMAP are found in %j', (lines, expected) => {
    expect(imapCapabilitiesIn(lines)).toEqual(expected);
  });

  it('of SMTP are the lines after the name of the server', () => {
    const extensions = smtpExtensionsIn(['250-mx.example.test AUTH greets you', '250-SIZE 1000', '250-AUTH PLAIN login', '250 AUTH=LOGIN CRAM-MD5']);
    expect(extensions).toEqual(['SIZE 1000', 'AUTH PLAIN login', 'AUTH=LOGIN CRAM-MD5']);
    expect(smtpMechanismsIn(extensions)).toEqual(['PLAIN', 'LOGIN', 'CRAM-MD5']);
  });

  it('are the same in capitals and small letters', () => {
    expect(offers(['starttls'], 'STARTTLS')).toBe(true);
    expect(offers(['XSTARTTLS', 'STARTTLS=NO'], 'STARTTLS')).toBe(false);
  });
});
