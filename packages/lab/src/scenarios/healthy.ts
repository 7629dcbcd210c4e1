import { scenario } from '../scenario.ts';

/** Implicit TLS on 993 and 465, everything in order. */
export default scenario('healthy', { outcome: 'connected' });
