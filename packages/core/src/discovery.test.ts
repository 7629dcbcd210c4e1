import { expect, it } from 'vitest';
import { hintsAbout } from './discovery.ts';

const provider = { id: 'example', name: 'Example Mail' };
const help = 'https://example.com/app-passwords';
const imapHelp = 'https://example.com/imap';

it.each([
  [{}, []],
  [{ auth: 'password' as const }, []],
  [{ auth: 'oauth-only' as const, imapMustBeEnabled: true }, [{ id: 'oauth-only' }]],
  [{ auth: 'bridge' as const }, [{ id: 'bridge' }]],
  [{ auth: 'unsupported' as const }, [{ id: 'unsupported' }]],
  [{ auth: 'app-password' as const, appPasswordHelp: help }, [{ id: 'app-password', url: help }]],
  [{ auth: 'app-password' as const, imapMustBeEnabled: true }, [{ id: 'app-password' }, { id: 'switch-imap-on' }]],
  [
    { auth: 'password' as const, appPasswordHelp: help, imapMustBeEnabled: true, enableImapHelp: imapHelp },
    [
      { id: 'switch-imap-on', url: imapHelp },
      { id: 'app-password-with-two-steps', url: help },
    ],
  ],
  [{ imapMustBeEnabled: false }, []],
])('of %j a person is told %j', (known, hints) => {
  expect(hintsAbout({ ...provider, ...known })).toEqual(hints);
});
