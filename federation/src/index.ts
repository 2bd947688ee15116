export { KeptProcess, type ProcessSpec } from './child-process.js';
export { GatewayClient, GatewayRefusal } from './gateway-client.js';
export { CHAINCODE_NAME, DEMO_ORGS, type DemoOrg, homeLayout, type HomeLayout, LEDGER_CHANNELS } from './layout.js';
export { DEFAULT_PORTS, type FederationPorts, freePorts } from './ports.js';
export { type FederationFile, type RunningFederation, startFederation, type StartOptions } from './start-federation.js';
export { chaincodeProcess, networkProcess, prepareNetwork } from './services.js';
export { whenOrphaned } from './when-orphaned.js';
