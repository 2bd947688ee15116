export * from './embedded/index.js';
export * from './identities/index.js';
export * from './native/index.js';
export type { LogsRequest, NetworkMode, NetworkStatus, PartStatus } from './network-mode.js';
export {
  type ConnectionProfile,
  type Endpoint,
  type PeerEndpoint,
  ProfileError,
  readProfile,
  writeProfile,
} from './profile.js';
export { newSteps, type Steps } from './steps.js';
