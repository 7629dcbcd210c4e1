import { scenario } from '../scenario.ts';

/** An Exchange server that takes nothing but the sign-in of a Windows domain. */
export default scenario('auth-method-unsupported', {
  imap: {
    replies: { greeting: '* OK The Microsoft Exchange IMAP4 service is ready.' },
    capabilities: {
      'before-sign-in': ['IMAP4', 'IMAP4rev1', 'LOGINDISABLED', 'AUTH=NTLM', 'AUTH=GSSAPI', 'UIDPLUS', 'ID', 'CHILDREN', 'IDLE', 'NAMESPACE', 'LITERAL+'],
    },
  },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'auth-method-unsupported' }],
});
