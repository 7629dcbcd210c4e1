import { type Rule, refused } from './rule.ts';

/** Refusals that a server gives at any moment, whoever asks: it is busy, it is down, it does not like our address. */
export const accessRules: readonly Rule[] = [
  {
    cause: 'too-many-connections',
    confidence: 'certain',
    when: refused({
      says: [
        'too many simultaneous connections',
        'too many … connections',
        'too many sessions',
        'maximum number of … connections',
        'number of concurrent connections',
        'connection limit',
        'sender thread limit',
        'connections from your',
        'connection count exceeded',
      ],
    }),
  },
  { cause: 'too-many-connections', confidence: 'likely', when: refused({ responseCode: ['LIMIT'] }) },
  {
    cause: 'rate-limited',
    confidence: 'certain',
    when: refused({
      says: [
        'too many login attempts',
        'too many auth attempts',
        'throttl',
        'bandwidth limit',
        'rate limit',
        'maximum sending rate',
        'message rate limit',
        'greylist',
        'graylist',
      ],
    }),
  },
  {
    cause: 'ip-not-allowed',
    confidence: 'certain',
    when: refused({
      says: [
        'spamhaus',
        'blacklisted',
        'blocklisted',
        'block list',
        'blocked using',
        'client host … blocked',
        'client host rejected',
        'sending ip',
        'this ip has been',
        'ip address is not allowed',
        'ip … not allowed',
        'your ip',
        'ip source',
        'country is',
        'reverse dns',
      ],
    }),
  },
  { cause: 'encryption-required', confidence: 'certain', when: refused({ responseCode: ['PRIVACYREQUIRED'] }) },
  { cause: 'encryption-required', confidence: 'certain', when: refused({ status: ['538'] }) },
  {
    cause: 'encryption-required',
    confidence: 'certain',
    when: refused({
      says: [
        'must issue a starttls',
        'starttls is required',
        'starttls first',
        'plaintext authentication dis',
        'cleartext authentication dis',
        'only available under a layer',
        'encryption required',
        'without ssl/tls encryption',
        'tls is required',
        'requires encryption',
        'encrypted connection',
      ],
    }),
  },
  { cause: 'server-unavailable', confidence: 'certain', when: refused({ responseCode: ['UNAVAILABLE', 'SERVERBUG', 'CORRUPTION'] }) },
  {
    cause: 'server-unavailable',
    confidence: 'likely',
    when: refused({
      says: [
        'temporary authentication failure',
        'temporarily unavailable',
        'service not available',
        'service unavailable',
        'not accepting connections',
        'down for maintenance',
        'unable to authenticate at present',
        'internal error',
        'system error',
        'server shutting down',
        'server is not available',
      ],
    }),
  },
];
