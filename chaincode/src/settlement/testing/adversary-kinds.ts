import {
  type DocumentDomain,
  type EscrowKind,
  parseFen,
  parseMilliFen,
  parseParty,
  type SettlementDocument,
} from '@cloudfed/core';

import { ORG1, ORG2, type TestOrg } from '../../ledger/testing/identities.js';
import type { SettlementFederation } from './federation.js';
import { type Signer, signed } from './signer.js';

export type Call = readonly [org: TestOrg, name: string, ...args: string[]];

/**
 * One kind of escrow as those see it who try to cheat: the first organization owes, or wants to keep, what the second is to
 * have. Documents count up: of version n the second has 10·n fen out of the 1,000 that the first has put in.
 */
export interface EscrowUnderAttack {
  readonly kind: EscrowKind;
  readonly id: string;
  readonly signers: readonly Signer[];
  /** Makes one more of the kind with 1,000 fen of the first organization in it. */
  open(id: string): Promise<void>;
  document(version: number): SettlementDocument;
  /** Of the same version, and of another content where the kind has any. */
  rival(version: number): SettlementDocument;
  /** Shows a document while nobody is closing, or while somebody is. */
  show(text: string, id?: string): Call;
  challenge(text: string): Call;
  /** The first organization takes money out alone, with a document where the kind has one in it. */
  begin(text: string): Call;
  arm(by?: TestOrg): Call;
  finish(by?: TestOrg): Call;
  /** What only the owner of a place may do, tried with good arguments. */
  readonly ownersCalls: readonly Call[];
  /** What puts money in, with the amount to be filled in. */
  payIn(amount: string): Call;
  /** What the second organization has had of a document's version when all is over, in fen. */
  due(version: number): number;
}

const WORTH = 10;
const milli = (fen: number) => parseMilliFen(String(fen * 1_000), 'amount');

/** @param signers of the document; honest ones unless told */
export function signedFor(
  escrow: EscrowUnderAttack,
  federation: SettlementFederation,
  version: number,
  changes: Readonly<{
    domain?: Partial<DocumentDomain>;
    document?: SettlementDocument;
    signers?: readonly Signer[];
  }> = {},
): string {
  const domain = { ...federation.domain(escrow.kind, escrow.id), ...changes.domain };
  return signed(domain, changes.document ?? escrow.document(version), ...(changes.signers ?? escrow.signers));
}

export function chequebookUnderAttack(federation: SettlementFederation): EscrowUnderAttack {
  const id = 'victim';
  const document = (version: number): SettlementDocument => ({
    type: 'cheque',
    beneficiary: parseParty('00002', 'beneficiary'),
    cumulative: milli(version * WORTH),
  });
  return {
    kind: 'chequebook',
    id,
    signers: [federation.signers.one],
    open: async (book) => {
      await federation.submit(ORG1.client, 'openChequebook', book, '00001');
      await federation.submit(ORG1.client, 'depositToChequebook', book, '1000');
    },
    document,
    rival: document,
    show: (text, book = id) => [ORG2, 'cashCheque', book, text],
    challenge: (text) => [ORG2, 'cashCheque', id, text],
    begin: () => [ORG1, 'beginBookWithdrawal', id, '900'],
    arm: (by = ORG1) => [by, 'armBookWithdrawal', id],
    finish: (by = ORG1) => [by, 'completeBookWithdrawal', id],
    ownersCalls: [
      [ORG1, 'openChequebook', 'another', '00001'],
      [ORG1, 'depositToChequebook', id, '5'],
      [ORG1, 'setHardDeposit', id, '00002', '5'],
      [ORG2, 'releaseHardDeposit', id, '00002', '1'],
      [ORG1, 'beginBookWithdrawal', id, '5'],
    ],
    payIn: (amount) => [ORG1, 'depositToChequebook', id, amount],
    due: (version) => version * WORTH,
  };
}

export function channelUnderAttack(federation: SettlementFederation): EscrowUnderAttack {
  const id = 'victim';
  const none = parseFen('0', 'withdrawn');
  const state = (version: number, second: number): SettlementDocument => ({
    type: 'channel-state',
    version,
    funding: 2,
    balances: [milli(1_000 - second), milli(second)],
    withdrawn: [none, none],
    locks: [],
    leaving: undefined,
    final: false,
  });
  return {
    kind: 'payment-channel',
    id,
    signers: [federation.signers.one, federation.signers.two],
    open: async (channel) => {
      await federation.submit(ORG1.client, 'openChannel', channel, '00001', '2', '0', '1000');
      await federation.submit(ORG2.client, 'joinChannel', channel, '00002', '0');
    },
    document: (version) => state(version, version * WORTH),
    rival: (version) => state(version, version * WORTH + 1),
    show: (text, channel = id) => [ORG2, 'checkpointChannel', channel, text],
    challenge: (text) => [ORG2, 'challengeChannelClose', id, text],
    begin: (text) => [ORG1, 'beginChannelClose', id, '00001', text],
    arm: (by = ORG1) => [by, 'armChannelClose', id],
    finish: (by = ORG1) => [by, 'finalizeChannelClose', id],
    ownersCalls: [
      [ORG1, 'openChannel', 'another', '00001', '2', '5', '5'],
      [ORG1, 'joinChannel', 'waiting', '00001', '5'],
      [ORG2, 'leaveChannel', 'waiting', '00002'],
      [ORG1, 'topUpChannel', id, '00001', '5'],
      [ORG1, 'beginChannelClose', id, '00001'],
    ],
    payIn: (amount) => [ORG1, 'topUpChannel', id, '00001', amount],
    due: (version) => version * WORTH,
  };
}

/** The first organization's user holds, the second is the platform: what was debited is the platform's. */
export function accountUnderAttack(federation: SettlementFederation): EscrowUnderAttack {
  const id = 'victim';
  const { user, two } = federation.signers;
  const document = (version: number): SettlementDocument => ({
    type: 'account-debits',
    debits: milli(version * WORTH),
  });
  return {
    kind: 'account',
    id,
    signers: [user, two],
    open: async (account) => {
      const terms = { type: 'account-terms' as const, holder: user.party, platform: two.party };
      const text = signed(federation.domain('account', account), terms, user, two);
      await federation.submit(ORG2.client, 'registerAccount', account, text);
      await federation.submit(ORG1.client, 'lockIntoAccount', account, '1000');
    },
    document,
    rival: document,
    show: (text, account = id) => [ORG2, 'checkpointAccount', account, text],
    challenge: (text) => [ORG2, 'challengeAccountClose', id, text],
    begin: (text) => [ORG1, 'beginAccountClose', id, user.party, text],
    arm: (by = ORG1) => [by, 'armAccountClose', id],
    finish: (by = ORG1) => [by, 'finalizeAccountClose', id],
    ownersCalls: [
      [ORG1, 'lockIntoAccount', id, '5'],
      [ORG2, 'backAccount', id, '5'],
      [ORG1, 'beginAccountClose', id, user.party],
      [ORG2, 'beginAccountClose', id, '00002'],
    ],
    payIn: (amount) => [ORG1, 'lockIntoAccount', id, amount],
    due: (version) => version * WORTH,
  };
}
