import { scenario } from '../scenario.ts';

const capabilities =
  'IMAP4rev1 CHILDREN ENABLE ID IDLE LIST-EXTENDED LIST-STATUS LITERAL- MOVE NAMESPACE SASL-IR SORT SPECIAL-USE THREAD=ORDEREDSUBJECT UIDPLUS UNSELECT WITHIN AUTH=LOGIN AUTH=PLAIN'.split(
    ' ',
  );

/** GMX says the same when IMAP is switched off in its settings and when the password is wrong. */
export default scenario('gmx-imap-off', {
  imap: {
    capabilities: { 'before-sign-in': capabilities },
    replies: { greeting: `* OK [CAPABILITY ${capabilities.join(' ')}] IMAP server ready`, authenticate: 'NO authentication failed' },
  },
  smtp: { replies: { authenticate: '535 Authentication credentials invalid' } },
  outcome: 'failed',
  problems: [{ service: 'imap', stage: 'authenticate', cause: 'wrong-credentials' }],
});
