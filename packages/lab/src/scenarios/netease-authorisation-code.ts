import { scenario } from '../scenario.ts';

/** NetEase (163.com) wants an authorisation code from its website and says only that the password is wrong. */
export default scenario('netease-authorisation-code', {
  imap: {
    capabilities: { 'before-sign-in': 'IMAP4rev1 XLIST SPECIAL-USE ID LITERAL+ STARTTLS XAPPLEPUSHSERVICE UIDPLUS X-CM-EXT-1'.split(' ') },
    replies: { greeting: '* OK Coremail System IMap Server Ready(163com[lab])', wrongCredentials: 'NO LOGIN Login error or password error' },
  },
  smtp: { replies: { wrongCredentials: '535 Error: authentication failed' } },
  request: { password: 'everyday-Pa55-word' },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'wrong-credentials' }],
});
