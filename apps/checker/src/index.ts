export { type Config, ConfigError, parseConfig } from './config.ts';
export { buildNetwork } from './network.ts';
export { planTestMessage } from './plan-test-message.ts';
export { type Server, type ServerOptions, startServer } from './server.ts';
export { openSurroundings, type Surroundings } from './surroundings.ts';
export { describeLab } from './words.ts';
