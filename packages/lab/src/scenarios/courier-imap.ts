import { scenario } from '../scenario.ts';

/** The IMAP server says that it is Courier-IMAP: all works, and a remark stands beside the result. */
export default scenario('courier-imap', {
  imap: {
    replies: {
      greeting:
        '* OK [CAPABILITY IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=REFERENCES SORT QUOTA IDLE ACL ACL2=UNION AUTH=PLAIN] Courier-IMAP ready. Copyright 1998-2024 Double Precision, Inc.  See COPYING for distribution information.',
    },
  },
  outcome: 'connected',
});
