export { GatewayClient, GatewayRefusal } from './gateway-client.js';
export { CHAINCODE_NAME, DEMO_ORGS, type DemoOrg, type HomeLayout, LEDGER_CHANNELS } from './layout.js';
export { DEFAULT_PORTS, type FederationPorts, freePorts } from './ports.js';
export { type FederationFile, type RunningFederation, startFederation, type StartOptions } from './start-federation.js';
