export { LockedError } from './lock.js';
export { type EmbeddedNetwork, type EmbeddedNetworkHooks, startEmbeddedNetwork } from './network.js';
export {
  type BatchOptions,
  type ChaincodeAddressOptions,
  type ChannelChaincodeOptions,
  type ChannelOptions,
  checkOptions,
  type EmbeddedNetworkOptions,
  type ListenOptions,
  OptionsError,
  type OrdererOptions,
  type OrgOptions,
} from './options.js';
export { createNativeSigner, type Sign } from './signing.js';
