import { scenario } from '../scenario.ts';

/** The servers know the account by a name that is not its address. */
export default scenario('custom-username', { username: 'anna.lind', outcome: 'connected' });
