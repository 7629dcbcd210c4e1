import { scenario } from '../scenario.ts';

/** Both servers think for a while before each answer; nothing is wrong. */
export default scenario('slow', { imap: { replyDelayMs: 400 }, smtp: { replyDelayMs: 400 }, outcome: 'connected' });
