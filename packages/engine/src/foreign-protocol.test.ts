import { describe, expect, it } from 'vitest';
import { identifyProtocol, type SpokenProtocol } from './foreign-protocol.ts';

describe('the first bytes of a server', () => {
  it.each<[string, SpokenProtocol]>([
    ['HTTP/1.1 400 Bad Request\r\n', 'http'],
    ['HTTP/1.0 408 Request Time-out\r\n\r\n', 'http'],
    ['<html><head><title>400</title>', 'http'],
    ['<!DOCTYPE html>\n<html>', 'http'],
    ['\n <HTML>', 'http'],
    ['\x15\x03\x01\x00\x02\x02\x46', 'tls'],
    ['\x16\x03\x03\x00\x7a', 'tls'],
    ['SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n', 'ssh'],
    ['+OK Dovecot ready.\r\n', 'pop3'],
    ['-ERR [SYS/TEMP] try later\r\n', 'pop3'],
    ['* OK [CAPABILITY IMAP4rev1] ready\r\n', 'imap'],
    ['* PREAUTH welcome\r\n', 'imap'],
    ['* BYE overloaded\r\n', 'imap'],
    ['* ok', 'imap'],
    ['220 mx.example.com ESMTP Postfix\r\n', 'smtp'],
    ['220-mx.example.com ESMTP Exim\r\n', 'smtp'],
    ['554 5.7.1 no\r\n', 'smtp'],
    ['421\r\n', 'smtp'],
    ['220 (vsFTPd 3.0.3)\r\n', 'unknown'],
    ['220 ProFTPD Server ready\r\n', 'unknown'],
    ['220 FTP server ready\r\n', 'unknown'],
    ['RFB 003.008\n', 'unknown'],
    ['* hello', 'unknown'],
    ['+OKAY', 'unknown'],
    ['2200', 'unknown'],
    ['\x16\x03', 'unknown'],
    ['\x16\x03\x09', 'unknown'],
    ['\x00\x00\x00\x00', 'unknown'],
    ['', 'unknown'],
  ])('%j: %s', (bytes, protocol) => {
    expect(identifyProtocol(Buffer.from(bytes, 'latin1'))).toBe(protocol);
  });
});
