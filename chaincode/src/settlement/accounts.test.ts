import { type AccountWithdrawal, parseFen, parseMilliFen, type SettlementDocument } from '@cloudfed/core';
import { beforeEach, describe, expect, it } from 'vitest';

import { ORG1, ORG2, ORG3 } from '../ledger/testing/identities.js';
import { DAY, SettlementFederation } from './testing/federation.js';
import { type Signer, signed } from './testing/signer.js';

describe('accounts', () => {
  let federation: SettlementFederation;
  let holder: Signer;
  let platform: Signer;

  const show = (document: SettlementDocument, ...signers: readonly Signer[]): string =>
    signed(federation.domain('account', 'acc-1'), document, ...signers);
  const terms = (): string =>
    show({ type: 'account-terms', holder: holder.party, platform: platform.party }, holder, platform);
  const credits = (milli: string): string =>
    show({ type: 'account-credits', credits: parseMilliFen(milli, 'credits') }, platform);
  const debits = (milli: string): string =>
    show({ type: 'account-debits', debits: parseMilliFen(milli, 'debits') }, holder, platform);
  const withdrawal = (toHolder: string, toPlatform: string, final = false): string => {
    const amounts = { toHolder: parseFen(toHolder, 'h'), toPlatform: parseFen(toPlatform, 'p') };
    const document: AccountWithdrawal = { type: 'account-withdrawal', ...amounts, final };
    return show(document, holder, platform);
  };
  const submit = (org: typeof ORG1, name: string, ...args: string[]): Promise<string> =>
    federation.submit(org.client, name, 'acc-1', ...args);
  const refused = (org: typeof ORG1, name: string, ...args: string[]): Promise<string> =>
    federation.refused(org.client, name, 'acc-1', ...args);

  beforeEach(async () => {
    federation = await SettlementFederation.ready();
    holder = federation.signers.user;
    platform = federation.signers.two;
    await submit(ORG3, 'registerAccount', terms());
    await submit(ORG1, 'lockIntoAccount', '1000');
    await submit(ORG2, 'backAccount', '500');
  });

  it('are registered with both keys, once', async () => {
    expect(JSON.parse(await submit(ORG1, 'registerAccount', terms()))).toMatchObject({ locked: 1_000, backed: 500 });
    const others = show({ type: 'account-terms', holder: platform.party, platform: holder.party }, holder, platform);
    expect(await refused(ORG1, 'registerAccount', others)).toMatch(/^ALREADY_EXISTS: /u);
    const document = { type: 'account-terms' as const, holder: holder.party, platform: platform.party };
    for (const signers of [[holder], [platform], [holder, platform, federation.signers.three]]) {
      expect(await refused(ORG1, 'registerAccount', show(document, ...signers))).toMatch(/^INVALID_ARGUMENT: terms: /u);
    }
  });

  it('take money of each from its own organization', async () => {
    expect(await federation.balances()).toEqual([9_000, 9_500, 10_000]);
    expect(await refused(ORG2, 'lockIntoAccount', '5')).toMatch(/^FORBIDDEN: /u);
    expect(await refused(ORG1, 'backAccount', '5')).toMatch(/^FORBIDDEN: /u);
    expect(await refused(ORG1, 'lockIntoAccount', '9001')).toMatch(/^FUNDS_SHORT: /u);
    expect(await refused(ORG1, 'lockIntoAccount', '0')).toMatch(/^INVALID_ARGUMENT: amount: /u);
  });

  it('pay out at once what both have signed', async () => {
    const paid = withdrawal('300', '100');
    await submit(ORG3, 'withdrawFromAccount', paid);
    expect(await federation.balances()).toEqual([9_300, 9_600, 10_000]);
    expect(await refused(ORG1, 'withdrawFromAccount', paid)).toMatch(/^CONFLICT: /u);
    const last = await submit(ORG1, 'withdrawFromAccount', withdrawal('900', '600', true));
    expect(JSON.parse(last)).toMatchObject({ status: 'closed' });
    expect(await federation.balances()).toEqual([9_900, 10_100, 10_000]);
  });

  it('are closed by the platform with an old document, which loses to the newer one', async () => {
    const { seconds } = federation.ledger;
    await submit(ORG2, 'beginAccountClose', '00002', debits('400000'));
    await submit(ORG2, 'armAccountClose');
    const challenged = await submit(ORG1, 'challengeAccountClose', credits('250999'));
    expect(JSON.parse(challenged)).toMatchObject({ status: 'challenged', credits: '250999' });
    expect(await refused(ORG2, 'challengeAccountClose', credits('250999'))).toMatch(/^CONFLICT: /u);
    expect(await refused(ORG2, 'finalizeAccountClose')).toMatch(/^CONFLICT: /u);
    await federation.at(seconds + DAY, ORG3.client, 'finalizeAccountClose', 'acc-1');
    expect(await federation.balances()).toEqual([9_850, 10_150, 10_000]);
  });

  it('keep a checkpoint of both counters', async () => {
    await submit(ORG3, 'checkpointAccount', credits('100'), debits('50'));
    expect(await federation.read('readAccount', 'acc-1')).toMatchObject({
      credits: '100',
      debits: '50',
      status: 'funded',
    });
    expect(await refused(ORG3, 'checkpointAccount', credits('99'), debits('50'))).toMatch(/^CONFLICT: /u);
    expect(await refused(ORG3, 'checkpointAccount', credits('101'), credits('102'))).toMatch(
      /^INVALID_ARGUMENT: other: /u,
    );
    expect(await federation.read('listAccounts', '5', '')).toMatchObject({ result: [{ id: 'acc-1' }] });
  });

  it('say what is missing where the platform has credited more than there is', async () => {
    const { seconds } = federation.ledger;
    await submit(ORG1, 'beginAccountClose', '00001007', credits('600000'));
    await submit(ORG1, 'armAccountClose');
    const options = { seconds: seconds + DAY };
    const end = await federation.ledger.simulate(ORG1.client, ['settlement:finalizeAccountClose', 'acc-1'], options);
    expect(JSON.stringify(end.event)).toContain('"kind":"Overdraft"');
    expect(JSON.stringify(end.event)).toContain('"missing":100');
  });

  it('take a debit of both only, and a credit of the platform only', async () => {
    const debit = { type: 'account-debits' as const, debits: parseMilliFen('5', 'debits') };
    const credit = { type: 'account-credits' as const, credits: parseMilliFen('5', 'credits') };
    for (const text of [
      show(debit, platform),
      show(debit, holder),
      show(credit, holder),
      show(credit, holder, platform),
    ]) {
      expect(await refused(ORG3, 'checkpointAccount', text)).toMatch(/^INVALID_ARGUMENT: document: /u);
    }
    expect(await refused(ORG3, 'beginAccountClose', '00003')).toMatch(/^FORBIDDEN: /u);
    expect(await refused(ORG2, 'beginAccountClose', '00001007')).toMatch(/^FORBIDDEN: /u);
  });
});
