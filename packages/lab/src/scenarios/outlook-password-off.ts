import { scenario } from '../scenario.ts';

/** Outlook.com lets nobody sign in with a password any more, the right one neither. */
export default scenario('outlook-password-off', {
  imap: {
    capabilities: { 'before-sign-in': 'IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+'.split(' ') },
    replies: {
      greeting: '* OK The Microsoft Exchange IMAP4 service is ready.',
      authenticate: { say: 'NO Basic authentication is disabled.\n* BYE Microsoft Exchange Server IMAP4 server signing off.', ending: 'close' },
    },
  },
  smtp: { replies: { authenticate: '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.' } },
  request: { smtp: { port: 587, security: 'starttls' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'oauth-required' }],
});
