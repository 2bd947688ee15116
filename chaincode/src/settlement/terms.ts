import {
  argumentError,
  checkTerms,
  CloudfedError,
  parseId,
  sameTerms,
  type SettlementTerms,
  TERMS_RECORD_FORM,
  voteForTerms,
} from '@cloudfed/core';

import { settlementTermsKey } from '../ledger/keys.js';
import { parseCount, takeArguments } from '../metering/arguments.js';
import { type Call, loadTerms, recordText, writeRow } from './call.js';

/**
 * `agreeTerms(network, chaincode, windowSeconds)`: an admin says what its organization wants. When all want the same, it
 * holds for good.
 */
export async function agreeTerms(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['network', 'chaincode', 'windowSeconds'], args);
  const terms: SettlementTerms = checkTerms({
    network: parseId(given.network, 'network'),
    chaincode: parseId(given.chaincode, 'chaincode'),
    windowSeconds: parseCount(given.windowSeconds, 'windowSeconds', 1, Number.MAX_SAFE_INTEGER),
  });
  if (!call.isAdmin()) throw new CloudfedError('FORBIDDEN', "only an organization's admin may do this");
  const before = await loadTerms(call);
  if (before.agreed !== undefined) {
    if (sameTerms(before.agreed, terms)) return recordText('SettlementTerms', TERMS_RECORD_FORM, before);
    throw argumentError('network', 'other terms are agreed already', 'ALREADY_EXISTS');
  }
  const after = voteForTerms(before, { org: call.org, terms }, call.members);
  writeRow(call, TERMS_RECORD_FORM, settlementTermsKey(), after);
  const text = recordText('SettlementTerms', TERMS_RECORD_FORM, after);
  call.changed(after.agreed === undefined ? 'SettlementTerms.proposed' : 'SettlementTerms.agreed', terms.network, text);
  return text;
}

/** `readTerms()`: what is agreed, else who wants what. */
export async function readTerms(call: Call, args: readonly string[]): Promise<string> {
  takeArguments([], args);
  return recordText('SettlementTerms', TERMS_RECORD_FORM, await loadTerms(call));
}
