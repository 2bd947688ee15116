export {
  type Authority,
  createAuthority,
  type Credentials,
  issueCertificate,
  type LeafOptions,
  newPrivateKey,
  type NodeRole,
  readAuthority,
  type Validity,
} from './certificate.js';
export { addUser, generateIdentities, type GenerateOptions, type GenerateResult } from './generate.js';
export {
  type IdentitiesSpec,
  type MemberPaths,
  type MspPaths,
  type OrdererOrgSpec,
  ordererOrgPaths,
  type OrgPaths,
  type PeerOrgSpec,
  peerOrgPaths,
  type TlsPaths,
  type UserSpec,
} from './spec.js';
