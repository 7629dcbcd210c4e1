import { scenario } from '../scenario.ts';

const capabilities = 'XAPPLEPUSHSERVICE IMAP4 IMAP4rev1 SASL-IR AUTH=ATOKEN AUTH=PLAIN'.split(' ');

/** iCloud takes app-specific passwords alone and does not say so. */
export default scenario('icloud-app-password', {
  imap: {
    capabilities: { 'before-sign-in': capabilities },
    replies: {
      greeting: `* OK [CAPABILITY ${capabilities.join(' ')}] iSCREAM ready to rumble (lab)`,
      wrongCredentials: 'NO [AUTHENTICATIONFAILED] Authentication Failed',
    },
  },
  request: { password: 'everyday-Pa55-word', smtp: { port: 587, security: 'starttls' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'app-password-required' }],
});
