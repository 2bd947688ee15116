export { type Config, ConfigError, readConfig } from './config.js';
export type * from './fabric/ledger-port.js';
export { type Gateway, type GatewayParts, startGateway } from './gateway.js';
