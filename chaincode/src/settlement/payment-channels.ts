import {
  addFen,
  argumentError,
  armClose,
  beginClose,
  challengeClose,
  type ChannelOutcome,
  type ChannelState,
  checkpointChannel as checkpoint,
  closeTogether,
  finalizeClose,
  joinChannel as join,
  leaveChannel as leave,
  MAX_DOCUMENT_LENGTH,
  MAX_MEMBERS,
  MIN_MEMBERS,
  openPaymentChannel,
  orgOfParty,
  parseFen,
  parseId,
  parseParty,
  parseSignedDocument,
  type Party,
  PAYMENT_CHANNEL_FORM,
  type PaymentChannel,
  readForm,
  type SignedDocument,
  statusOfChannel,
  topUpChannel as topUp,
} from '@cloudfed/core';

import { allPaymentChannels, paymentChannelKey } from '../ledger/keys.js';
import { parseCount, takeArguments } from '../metering/arguments.js';
import { listPage, PAGE_ARGUMENTS } from '../metering/lists.js';
import { type Call, readRow, recordText, requireMemberOrg, requireOwn, requireTerms, writeRow } from './call.js';
import { payOut, requireRow, requireSigned } from './escrows.js';
import { payIn } from './funds.js';
import { revealedTimes } from './preimages.js';

const LONG = { maxLength: MAX_DOCUMENT_LENGTH } as const;

/**
 * `openChannel(channelID, member, size, stake, deposit[, invited])`: the first member, of the caller's organization, pays its
 * deposit and its stake. `invited`, parties parted by commas, are the only ones who may join.
 */
export async function openChannel(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['channelID', 'member', 'size', 'stake', 'deposit'], args, { optional: ['invited'] });
  const id = parseId(given.channelID, 'channelID');
  const member = parseParty(given.member, 'member');
  const size = parseCount(given.size, 'size', MIN_MEMBERS, MAX_MEMBERS);
  const stake = parseFen(given.stake, 'stake');
  const deposit = parseFen(given.deposit, 'deposit');
  const invited = parseInvited(call, given.invited);
  const channel = openPaymentChannel({ id, size, stake, invited }, member, deposit);
  requireOwn(call, member);
  await requireTerms(call);
  const before = await readRow(call, PAYMENT_CHANNEL_FORM, paymentChannelKey(id));
  if (before !== undefined) {
    if (channelText(before) === channelText(channel)) return channelText(before);
    throw argumentError('channelID', 'it exists already', 'ALREADY_EXISTS');
  }
  await payIn(call, addFen(stake, deposit));
  return keep(call, 'PaymentChannel.opened', channel);
}

/** `joinChannel(channelID, member, deposit)`: one more member pays its deposit and the stake. */
export async function joinChannel(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['channelID', 'member', 'deposit'], args);
  const member = parseParty(given.member, 'member');
  const deposit = parseFen(given.deposit, 'deposit');
  const channel = await load(call, given.channelID);
  requireOwn(call, member);
  const after = join(channel, member, deposit);
  await payIn(call, addFen(channel.stake, deposit));
  return keep(call, 'PaymentChannel.joined', after);
}

/** `leaveChannel(channelID, member)`: before all have joined, with all that it paid in. */
export async function leaveChannel(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['channelID', 'member'], args);
  const member = parseParty(given.member, 'member');
  const channel = await load(call, given.channelID);
  requireOwn(call, member);
  return settle(call, 'PaymentChannel.left', leave(channel, member));
}

/** `topUpChannel(channelID, member, amount)`: a member pays in more. */
export async function topUpChannel(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['channelID', 'member', 'amount'], args);
  const member = parseParty(given.member, 'member');
  const amount = parseFen(given.amount, 'amount');
  const channel = await load(call, given.channelID);
  requireOwn(call, member);
  const after = topUp(channel, member, amount);
  await payIn(call, amount);
  return keep(call, 'PaymentChannel.toppedUp', after);
}

/**
 * `checkpointChannel(channelID, state)`: anyone shows a state that all have signed. Nothing older counts any more; what it
 * withdraws is paid, and the member that it says is leaving goes with its stake.
 */
export async function checkpointChannel(call: Call, args: readonly string[]): Promise<string> {
  const { channel, state } = await withState(call, args);
  return settle(call, 'PaymentChannel.checkpointed', checkpoint(channel, state));
}

/** `closeChannel(channelID, state)`: anyone shows the last state, and the channel is closed at once. */
export async function closeChannel(call: Call, args: readonly string[]): Promise<string> {
  const { channel, state } = await withState(call, args);
  return settle(call, 'PaymentChannel.closed', closeTogether(channel, state));
}

/** `beginChannelClose(channelID, member[, state])`: one member alone; without a state with what the ledger knows. */
export async function beginChannelClose(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['channelID', 'member'], args, { ...LONG, optional: ['state'] });
  const member = parseParty(given.member, 'member');
  const signed = given.state === undefined ? undefined : parseState(given.state);
  const channel = await load(call, given.channelID);
  requireOwn(call, member);
  const state = signed && (await requireState(call, channel, signed));
  return keep(call, 'PaymentChannel.closeBegun', beginClose(channel, member, state));
}

/** `armChannelClose(channelID)`: anyone sets the deadline. */
export async function armChannelClose(call: Call, args: readonly string[]): Promise<string> {
  const channel = await load(call, takeArguments(['channelID'], args).channelID);
  const { windowSeconds } = await requireTerms(call);
  return keep(call, 'PaymentChannel.closeArmed', armClose(channel, call.now, windowSeconds));
}

/** `challengeChannelClose(channelID, state)`: anyone shows a newer state. */
export async function challengeChannelClose(call: Call, args: readonly string[]): Promise<string> {
  const { channel, state } = await withState(call, args);
  return keep(call, 'PaymentChannel.challenged', challengeClose(channel, state));
}

/** `finalizeChannelClose(channelID)`: anyone, after the deadline and when no lock can be claimed any more. */
export async function finalizeChannelClose(call: Call, args: readonly string[]): Promise<string> {
  const channel = await load(call, takeArguments(['channelID'], args).channelID);
  const hashes = channel.closing?.state?.locks.map(({ hash }) => hash) ?? [];
  const times = await revealedTimes(call, hashes);
  return settle(
    call,
    'PaymentChannel.closed',
    finalizeClose(channel, call.now, (hash) => times.get(hash)),
  );
}

/** `readChannel(channelID)`. */
export async function readChannel(call: Call, args: readonly string[]): Promise<string> {
  return channelText(await load(call, takeArguments(['channelID'], args).channelID));
}

/** `listChannels(pageSize, bookmark)`: by id. */
export async function listChannels(call: Call, args: readonly string[]): Promise<string> {
  const show = (text: string): string => channelText(readForm(PAYMENT_CHANNEL_FORM, text));
  return listPage({ store: call.ledger }, allPaymentChannels(), takeArguments(PAGE_ARGUMENTS, args), { show });
}

async function withState(
  call: Call,
  args: readonly string[],
): Promise<{ readonly channel: PaymentChannel; readonly state: ChannelState }> {
  const given = takeArguments(['channelID', 'state'], args, LONG);
  const signed = parseState(given.state);
  const channel = await load(call, given.channelID);
  return { channel, state: await requireState(call, channel, signed) };
}

function parseState(text: string): SignedDocument<ChannelState> {
  return parseSignedDocument(text, 'state', ['channel-state']);
}

function requireState(
  call: Call,
  { id, members }: PaymentChannel,
  signed: SignedDocument<ChannelState>,
): Promise<ChannelState> {
  return requireSigned(call, { kind: 'payment-channel', id }, signed, members, 'state');
}

function parseInvited(call: Call, text: string | undefined): readonly Party[] {
  if (text === undefined) return [];
  const invited = text.split(',').map((party) => parseParty(party, 'invited'));
  if (invited.length > MAX_MEMBERS || new Set(invited).size !== invited.length) {
    throw argumentError('invited', `must be at most ${MAX_MEMBERS} parties, each once`);
  }
  for (const party of invited) requireMemberOrg(call, orgOfParty(party), 'invited');
  return invited;
}

function load(call: Call, channelID: string): Promise<PaymentChannel> {
  const id = parseId(channelID, 'channelID');
  return requireRow(call, PAYMENT_CHANNEL_FORM, paymentChannelKey(id), 'channelID');
}

async function settle(call: Call, change: string, { channel, payouts }: ChannelOutcome): Promise<string> {
  await payOut(call, { kind: 'payment-channel', id: channel.id }, payouts);
  return keep(call, change, channel);
}

function keep(call: Call, change: string, channel: PaymentChannel): string {
  writeRow(call, PAYMENT_CHANNEL_FORM, paymentChannelKey(channel.id), channel);
  const text = channelText(channel);
  call.changed(change, channel.id, text);
  return text;
}

function channelText(channel: PaymentChannel): string {
  return recordText('PaymentChannel', PAYMENT_CHANNEL_FORM, channel, { status: statusOfChannel(channel) });
}
