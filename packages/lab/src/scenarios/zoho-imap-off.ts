import { scenario } from '../scenario.ts';

/** In the words of Zoho when IMAP is switched off in the settings of the account. */
export default scenario('zoho-imap-off', {
  imap: {
    capabilities: {
      'before-sign-in':
        'IMAP4rev1 UNSELECT CHILDREN XLIST NAMESPACE IDLE MOVE ID AUTH=PLAIN SASL-IR UIDPLUS ESEARCH LIST-EXTENDED LIST-STATUS WITHIN LITERAL- ACL CONDSTORE'.split(
          ' ',
        ),
    },
    replies: {
      greeting: '* OK svwall.zoho.com IMAP4 Server (Zoho Mail IMAP4rev1 Server version 1.0)',
      authenticate: 'NO [ALERT] You are yet to enable IMAP for your account. Please contact your administrator (Failure)',
    },
  },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'imap-disabled' }],
});
