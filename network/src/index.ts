export * from './embedded/index.js';
export * from './identities/index.js';
export { type ConnectionProfile, type Endpoint, ProfileError, readProfile, writeProfile } from './profile.js';
