export {
  answerOf,
  type GatewayClient,
  type GatewayClientOptions,
  type ItemOf,
  type ListPath,
  newGatewayClient,
  type ParametersOf,
} from './client.js';
export type { AlertEvent, EventsOptions, GatewayEvent, LedgerEvent } from './events.js';
export { type ErrorCode, GatewayError, type Problem, UnreachableError } from './gateway-error.js';
export type { Fetch } from './retry.js';
export type { components, operations, paths } from './schema.js';
