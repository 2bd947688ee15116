import type { ChannelAccess } from './access.js';
import type { OwnEndorsements } from './own-endorsements.js';
import { type Policy, evaluatePolicy } from './policy.js';
import { type Envelope, type TransactionAction, decodeEnvelope, decodeTransaction } from './protocol/envelope.js';
import { HeaderType, transactionIdOf } from './protocol/header.js';
import { proposalHash } from './protocol/proposal.js';
import { type Endorsement, decodeEvent } from './protocol/response.js';
import { type NamespaceSet, decodeReadWriteSet } from './protocol/rwset.js';
import { BlockUpdates, type VersionedState, conflictOf } from './conflicts.js';

/** Fabric's codes for what validation found; one byte per transaction in a block's metadata. */
export const ValidationCode = {
  valid: 0,
  badPayload: 2,
  badCommonHeader: 3,
  badCreatorSignature: 4,
  invalidEndorserTransaction: 5,
  unsupportedPayload: 7,
  badProposalTxId: 8,
  duplicateTxId: 9,
  endorsementPolicyFailure: 10,
  mvccReadConflict: 11,
  phantomReadConflict: 12,
  targetChainNotFound: 14,
  badResponsePayload: 21,
  badReadWriteSet: 22,
  illegalWriteSet: 23,
  invalidChaincode: 25,
  invalidOtherReason: 255,
} as const;

export type ValidationCode = (typeof ValidationCode)[keyof typeof ValidationCode];

/** A chaincode as a channel defines it. */
export interface ChaincodeDefinition {
  readonly name: string;
  readonly version: string;
  readonly policy: Policy;
}

/** What a block is judged against. */
export interface ValidationContext {
  readonly channelId: string;
  readonly access: ChannelAccess;
  readonly chaincodes: ReadonlyMap<string, ChaincodeDefinition>;
  readonly state: VersionedState;
  readonly ownEndorsements: OwnEndorsements;
  hasTransaction(txId: string): boolean;
}

/** An envelope on its way into a block. */
export interface PendingEnvelope {
  readonly envelope: Envelope;
  /** This process has verified the creator's signature over these very bytes when it accepted them. */
  readonly creatorVerified: boolean;
}

/** A transaction after validation. */
export interface ValidatedTransaction {
  readonly txId: string;
  readonly code: ValidationCode;
  /** Its read/write sets; empty unless valid. */
  readonly sets: readonly NamespaceSet[];
}

interface Candidate {
  readonly txId: string;
  readonly code: ValidationCode;
  readonly sets: readonly NamespaceSet[];
}

/**
 * Judges a block's transactions in Fabric's order: every transaction alone (form, creator, id, proposal hash, duplicate,
 * endorsements), then duplicates inside the block, then reads against the state and the block's own earlier writes.
 */
export function validateBlock(context: ValidationContext, pending: readonly PendingEnvelope[]): ValidatedTransaction[] {
  const candidates = pending.map((entry) => judgeAlone(context, entry));
  const seen = new Set<string>();
  const updates = new BlockUpdates();
  return candidates.map(({ txId, code, sets }) => {
    if (code !== ValidationCode.valid) return { txId, code, sets: [] };
    if (seen.has(txId)) return { txId, code: ValidationCode.duplicateTxId, sets: [] };
    seen.add(txId);
    const conflict = conflictOf(sets, context.state, updates);
    if (conflict !== undefined) return { txId, code: ValidationCode[conflict], sets: [] };
    updates.add(sets);
    return { txId, code, sets };
  });
}

function judgeAlone(context: ValidationContext, pending: PendingEnvelope): Candidate {
  const { header } = pending.envelope;
  const { txId } = header.channel;
  const refused = (code: ValidationCode): Candidate => ({ txId, code, sets: [] });
  const outer = judgeEnvelope(context, pending);
  if (outer !== ValidationCode.valid) return refused(outer);
  let transaction: TransactionAction;
  try {
    transaction = decodeTransaction(pending.envelope.data);
  } catch {
    return refused(ValidationCode.invalidEndorserTransaction);
  }
  const hash = proposalHash(header.channel.bytes, transaction.signatureHeader, transaction.ledgerPayload);
  if (!hash.equals(transaction.proposalHash)) return refused(ValidationCode.invalidEndorserTransaction);
  if (header.channel.channelId !== context.channelId) return refused(ValidationCode.targetChainNotFound);
  if (context.hasTransaction(txId)) return refused(ValidationCode.duplicateTxId);
  let sets: readonly NamespaceSet[];
  try {
    sets = decodeReadWriteSet(transaction.action.results);
  } catch {
    return refused(ValidationCode.badReadWriteSet);
  }
  return { txId, code: judgeAction(context, header.channel.chaincodeName, transaction, sets), sets };
}

/** Form, creator and transaction id. */
function judgeEnvelope(context: ValidationContext, pending: PendingEnvelope): ValidationCode {
  const { header, payload, signature } = pending.envelope;
  if (header.channel.epoch !== 0 || header.signature.creator.length === 0 || header.signature.nonce.length === 0) {
    return ValidationCode.badCommonHeader;
  }
  if (!pending.creatorVerified && context.access.signed(header.signature.creator, payload, signature) === undefined) {
    return ValidationCode.badCreatorSignature;
  }
  if (header.channel.type !== HeaderType.endorserTransaction) return ValidationCode.unsupportedPayload;
  if (transactionIdOf(header.signature) !== header.channel.txId) return ValidationCode.badProposalTxId;
  return ValidationCode.valid;
}

function judgeAction(
  context: ValidationContext,
  name: string,
  transaction: TransactionAction,
  sets: readonly NamespaceSet[],
): ValidationCode {
  const { action } = transaction;
  if (action.chaincodeId === undefined) return ValidationCode.invalidOtherReason;
  if (name === '' || action.chaincodeId.name !== name || action.chaincodeId.version === '') {
    return ValidationCode.invalidChaincode;
  }
  if (action.events.length > 0 && !eventIsOf(action.events, name)) return ValidationCode.invalidOtherReason;
  const namespaces = new Set(sets.map((set) => set.namespace));
  if (namespaces.size !== sets.length || sets.some((set) => set.hasUnsupported)) return ValidationCode.illegalWriteSet;
  const written = new Set([name, ...sets.filter((set) => set.writes.length > 0).map((set) => set.namespace)]);
  const definitions = [...written].map((namespace) => context.chaincodes.get(namespace));
  if (definitions.includes(undefined)) return ValidationCode.invalidChaincode;
  const endorsers = verifiedEndorsers(context, transaction);
  const satisfied = definitions.every((chaincode) => chaincode && evaluatePolicy(chaincode.policy, endorsers));
  return satisfied ? ValidationCode.valid : ValidationCode.endorsementPolicyFailure;
}

function eventIsOf(bytes: Buffer, chaincode: string): boolean {
  try {
    return decodeEvent(bytes).chaincodeId === chaincode;
  } catch {
    return false;
  }
}

/** Identities whose endorsement holds; each counts once. */
function verifiedEndorsers(
  context: ValidationContext,
  transaction: TransactionAction,
): NonNullable<ReturnType<ChannelAccess['signed']>>[] {
  const identities = [];
  const seen = new Set<string>();
  for (const endorsement of transaction.endorsements) {
    const id = endorsement.endorser.toString('latin1');
    if (seen.has(id)) continue;
    seen.add(id);
    const identity = context.ownEndorsements.take(transaction.responsePayload, endorsement)
      ? context.access.trusted(endorsement.endorser)
      : endorserOf(context, transaction.responsePayload, endorsement);
    if (identity !== undefined) identities.push(identity);
  }
  return identities;
}

function endorserOf(context: ValidationContext, payload: Buffer, { endorser, signature }: Endorsement) {
  return context.access.signed(endorser, Buffer.concat([payload, endorser]), signature);
}

/** Opens an envelope that came as it stands in a block, such as one written by hand. */
export function pendingOf(bytes: Buffer): PendingEnvelope {
  return { envelope: decodeEnvelope(bytes), creatorVerified: false };
}
