import { scenario } from '../scenario.ts';

/** The server takes the message and loses it. */
export default scenario('message-not-arrived', {
  delivery: 'lost',
  outcome: 'connected',
  problems: [{ service: 'smtp', stage: 'arrive', cause: 'message-not-arrived' }],
});
