import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateIdentities, peerOrgPaths } from '../identities/index.js';
import { ChannelAccess } from './access.js';
import { Msp, MspManager } from './msp.js';
import { OwnEndorsements } from './own-endorsements.js';
import { parsePolicy } from './policy.js';
import { decodeSignedProposal } from './protocol/proposal.js';
import { encodePreparedTransaction } from './protocol/envelope.js';
import { encodeResponse, encodeResponsePayload } from './protocol/response.js';
import { type NamespaceSet, encodeReadWriteSet } from './protocol/rwset.js';
import { LedgerState } from './state.js';
import { domainOf } from './testing/test-network.js';
import {
  type ProposalParts,
  type TestSigner,
  makeProposal,
  peerSigner,
  signEnvelope,
  userSigner,
} from './testing/transactions.js';
import { type PendingEnvelope, type ValidationContext, ValidationCode, pendingOf, validateBlock } from './validate.js';

const CHANNEL = 'channel';

interface Parts extends Partial<ProposalParts> {
  readonly endorsers?: readonly TestSigner[];
  readonly results?: Buffer;
  readonly events?: Buffer;
  readonly endorsedName?: string;
  readonly version?: string;
  readonly hash?: Buffer;
  readonly submitter?: TestSigner;
  readonly own?: OwnEndorsements;
}

describe('validation of a block', () => {
  let rootDir: string;
  let user: TestSigner;
  let peers: readonly TestSigner[];
  let access: ChannelAccess;

  beforeAll(async () => {
    rootDir = mkdtempSync(join(tmpdir(), 'cloudfed-validate-'));
    const orgs = ['Org1MSP', 'Org2MSP'];
    const users = [{ name: 'User1', role: 'client' }] as const;
    const peerOrgs = orgs.map((mspId) => ({ domain: domainOf(mspId), peers: ['peer0'], users }));
    await generateIdentities({ peerOrgs, ordererOrgs: [] }, rootDir);
    user = userSigner(rootDir, 'Org1MSP');
    peers = orgs.map((mspId) => peerSigner(rootDir, mspId));
    const msps = orgs.map((mspId) => Msp.fromFolder(mspId, peerOrgPaths(rootDir, domainOf(mspId)).msp));
    access = new ChannelAccess(CHANNEL, new MspManager(msps), { members: orgs, ordererMspId: 'OrdererMSP' });
  });

  afterAll(() => {
    rmSync(rootDir, { recursive: true });
  });

  const write = (key: string): NamespaceSet => ({
    namespace: 'cc',
    reads: [],
    ranges: [],
    writes: [{ key, isDelete: false, value: Buffer.from('x') }],
    hasUnsupported: false,
  });

  function transaction(parts: Parts = {}): Buffer {
    const {
      endorsers = peers,
      endorsedName = 'cc',
      version = '1.0',
      results = encodeReadWriteSet([write('k')]),
    } = parts;
    const made = makeProposal({ signer: user, channel: CHANNEL, chaincode: 'cc', args: ['f'], ...parts });
    const proposal = decodeSignedProposal(made.signed);
    const response = encodeResponse({ status: 200, message: '', payload: Buffer.alloc(0) });
    const action = { results, events: parts.events ?? Buffer.alloc(0), response, name: endorsedName, version };
    const payload = encodeResponsePayload(parts.hash ?? proposal.hash, action);
    const endorsements = endorsers.map(({ serialized, sign }) => {
      const endorsement = { endorser: serialized, signature: sign(Buffer.concat([payload, serialized])) };
      parts.own?.add(payload, endorsement);
      return endorsement;
    });
    return signEnvelope(encodePreparedTransaction(proposal, payload, endorsements), parts.submitter ?? user);
  }

  function contextOf(changes: Partial<ValidationContext> = {}): ValidationContext {
    const policy = parsePolicy("AND('Org1MSP.peer','Org2MSP.peer')");
    return {
      channelId: CHANNEL,
      access,
      chaincodes: new Map([['cc', { name: 'cc', version: '1.0', policy }]]),
      state: new LedgerState(),
      ownEndorsements: new OwnEndorsements(),
      hasTransaction: () => false,
      ...changes,
    };
  }

  const codesOf = (pending: readonly PendingEnvelope[], changes: Partial<ValidationContext> = {}) =>
    validateBlock(contextOf(changes), pending).map(({ code }) => code);
  const codeOf = (bytes: Buffer, changes: Partial<ValidationContext> = {}) => codesOf([pendingOf(bytes)], changes)[0];

  it('takes a transaction that both orgs have endorsed', () => {
    expect(codeOf(transaction())).toBe(ValidationCode.valid);
  });

  it('knows endorsements of its own process, and only for the very bytes', () => {
    const own = new OwnEndorsements();
    const good = transaction({ own });
    expect(codeOf(good, { ownEndorsements: own })).toBe(ValidationCode.valid);
    const forged: readonly TestSigner[] = peers.map((peer) => ({ ...peer, sign: user.sign }));
    expect(codeOf(transaction({ endorsers: forged }), { ownEndorsements: own })).toBe(
      ValidationCode.endorsementPolicyFailure,
    );
  });

  it.each([
    ['another signature under the envelope', () => ({ submitter: peers[0] }), ValidationCode.badCreatorSignature],
    ['no nonce', () => ({ nonce: Buffer.alloc(0) }), ValidationCode.badCommonHeader],
    ['a transaction id that is not its own', () => ({ txId: 'f'.repeat(64) }), ValidationCode.badProposalTxId],
    ['a kind this network does not know', () => ({ type: 2 }), ValidationCode.unsupportedPayload],
    ['the hash of another proposal', () => ({ hash: Buffer.alloc(32) }), ValidationCode.invalidEndorserTransaction],
    ['another channel', () => ({ channel: 'other' }), ValidationCode.targetChainNotFound],
    ['no endorsement', () => ({ endorsers: [] }), ValidationCode.endorsementPolicyFailure],
    ['one of two endorsements', () => ({ endorsers: peers.slice(1) }), ValidationCode.endorsementPolicyFailure],
    ['a result that is none', () => ({ results: Buffer.from([0x12, 0x7f]) }), ValidationCode.badReadWriteSet],
    ['the name of another chaincode', () => ({ endorsedName: 'other' }), ValidationCode.invalidChaincode],
    ['an unknown chaincode', () => ({ chaincode: 'x', endorsedName: 'x' }), ValidationCode.invalidChaincode],
    ['no version', () => ({ version: '' }), ValidationCode.invalidChaincode],
    [
      'an event of another chaincode',
      () => ({ events: Buffer.from([0x0a, 1, 0x78]) }),
      ValidationCode.invalidOtherReason,
    ],
    [
      'writes of a namespace nobody has defined',
      () => ({ results: encodeReadWriteSet([{ ...write('k'), namespace: 'other' }]) }),
      ValidationCode.invalidChaincode,
    ],
    [
      'one namespace twice',
      () => ({ results: encodeReadWriteSet([write('k'), write('l')]) }),
      ValidationCode.illegalWriteSet,
    ],
  ] as [string, () => Parts, ValidationCode][])('refuses a transaction with %s', (_name, parts, code) => {
    expect(codeOf(transaction(parts()))).toBe(code);
  });

  it('refuses what is on the ledger already', () => {
    expect(codeOf(transaction(), { hasTransaction: () => true })).toBe(ValidationCode.duplicateTxId);
  });

  it('takes the first of two that are the same, and looks for duplicates only among good ones', () => {
    const nonce = Buffer.alloc(24, 7);
    const bad = transaction({ nonce, endorsers: [] });
    const good = transaction({ nonce });
    expect(codesOf([bad, good, good].map(pendingOf))).toEqual([
      ValidationCode.endorsementPolicyFailure,
      ValidationCode.valid,
      ValidationCode.duplicateTxId,
    ]);
  });

  it('lets a transaction see what an earlier one of its block has written', () => {
    const reading = encodeReadWriteSet([{ ...write('m'), reads: [{ key: 'k', version: undefined }] }]);
    expect(codesOf([transaction(), transaction({ results: reading })].map(pendingOf))).toEqual([
      ValidationCode.valid,
      ValidationCode.mvccReadConflict,
    ]);
    expect(codesOf([transaction({ endorsers: [] }), transaction({ results: reading })].map(pendingOf))).toEqual([
      ValidationCode.endorsementPolicyFailure,
      ValidationCode.valid,
    ]);
  });
});
