export type { FabricVersion } from './configuration.js';
export type { Environment } from './env-file.js';
export { OperatorError } from './operator-error.js';
export { type FabricRelease, findFabricRelease } from './fabric-release.js';
export { holdNativeNetwork, keptNativeSettings, nativeMembers, type NativeMember } from './kept-network.js';
export { newNativeMode, type NativeModeOptions } from './native-mode.js';
export { PROJECT, type ProjectPaths, readFederationEnvironment } from './project.js';
