export * from './embedded/index.js';
export * from './identities/index.js';
