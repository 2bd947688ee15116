import { ledgerTime, type OrgId, parseOrgId, parseParty } from '@cloudfed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '../database.js';
import type { Page, PageRequest } from '../fabric/ledger-port.js';
import type { Content } from './content.js';
import type { SettlementLists } from './settlement-lists.js';
import { SqlSettlementLists } from './sql-settlement-lists.js';
import type { ReadModelTables } from './tables.js';
import { LedgerOfBlocks, organization, type Step } from './testing/blocks.js';
import { DATABASE_KINDS, openPlace, preparePlace } from './testing/databases.js';
import { SettlementLife } from './testing/settlement-life.js';

const CHANNEL = 'channelall';
const [ONE, TWO, THREE] = ['00001', '00002', '00003'].map((id) => parseOrgId(id, 'orgId')) as [OrgId, OrgId, OrgId];
const ALL = { limit: 1_000 };
const party = (text: string) => parseParty(text, 'party');

describe.each(DATABASE_KINDS)('lists of settlement in $name', (kind) => {
  let database: Database<ReadModelTables>;
  let content: Content;
  let lists: SettlementLists;
  const ledger = new LedgerOfBlocks();
  const life = new SettlementLife();

  async function write(...transactions: readonly (readonly Step[])[]): Promise<void> {
    ledger.add(...transactions);
    const position = await content.position(CHANNEL);
    expect(await content.apply(CHANNEL, position, ledger.blocks.slice(position.nextBlock))).toEqual([]);
  }

  beforeAll(async () => {
    if (!kind.isInstalled) return;
    await kind.start();
    database = openPlace(await kind.newPlace());
    content = await preparePlace(database);
    lists = new SqlSettlementLists(database.reader, ONE);
    await write([ONE, TWO, THREE].map((orgId, at) => organization(orgId, `Org${at}MSP`)));
    await write(life.issue('bank-1', TWO, TWO, 1_000n), life.issue('bank-2', THREE, THREE, 500n));
    await write(life.issue('bank-1', ONE, TWO, 1_000n));
    await write(life.transfer('t-1', TWO, ONE, 300n));
    await write(life.transfer('t-2', TWO, THREE, 100n), life.transfer('t-1', ONE, TWO, 50n));
    await write(life.redeem('r-1', TWO, 20n));
    await write(life.redeem('r-1', ONE, 10n), life.refuse('r-1', ONE, 10n, THREE));
    await write(life.openBook('b-1', '00002001'), life.openBook('b-2', '00001'));
    await write(life.deposit('b-1', 200n));
    await write(life.cash('b-1', '00001007', 120_500n));
    await write(life.openChannel('c-1', '00002001', 50n), life.join('c-1', '00003001', 25n));
    await write(life.openChannel('c-2', '00002002', 1n));
    await write(life.join('c-2', '00002001', 2n), life.leave('c-2', '00002001'));
    await write(life.openAccount('a-1', '00002001', '00001'), life.openAccount('a-2', '00001002', '00003'));
    await write(life.lock('a-1', 40n));
    await write(life.round('2026-03', [ONE, TWO]), life.round('2026-02', [ONE, TWO]));
  }, 60_000);
  afterAll(async () => {
    if (!kind.isInstalled) return;
    await database.close();
    await kind.stop();
  });

  const when = it.skipIf(!kind.isInstalled);
  const idsOf = async (page: Promise<Page<object>>, field = 'id'): Promise<unknown[]> =>
    (await page).items.map((item) => (item as Readonly<Record<string, unknown>>)[field]);

  when('hold what organizations have', async () => {
    const { items } = await lists.funds({}, ALL);
    expect(items.map(({ org, balance, held }) => [org, balance, held])).toEqual(
      [ONE, TWO, THREE].map((orgId) => [orgId, life.balance(orgId), orgId === TWO ? 20n : 0n]),
    );
    expect(await idsOf(lists.funds({ orgId: TWO }, ALL), 'org')).toEqual([TWO]);
  });

  when('hold issues and redemptions, by who has to do with them and how they stand', async () => {
    expect(await idsOf(lists.issues({}, ALL), 'reference')).toEqual(['bank-1', 'bank-2']);
    expect(await idsOf(lists.issues({ status: 'requested' }, ALL), 'reference')).toEqual(['bank-2']);
    expect(await idsOf(lists.issues({ orgId: ONE }, ALL), 'reference')).toEqual(['bank-1']);
    expect((await lists.issues({ orgId: TWO }, ALL)).items).toMatchObject([{ status: 'done', requests: [{}, {}] }]);
    expect(await idsOf(lists.redemptions({}, ALL), 'org')).toEqual([ONE, TWO]);
    expect((await lists.redemptions({ status: 'refused' }, ALL)).items).toMatchObject([
      { org: ONE, answeredBy: THREE },
    ]);
    expect((await lists.redemptions({ orgId: TWO, status: 'held' }, ALL)).items).toMatchObject([{ amount: 20n }]);
  });

  when('hold transfers in the order of the ledger, by payer, payee, either, and time', async () => {
    const places = (page: Page<{ from: string; id: string }>) => page.items.map(({ from, id }) => `${from} ${id}`);
    expect(places(await lists.transfers({}, ALL))).toEqual(['00002 t-1', '00002 t-2', '00001 t-1']);
    expect(places(await lists.transfers({ orgId: ONE }, ALL))).toEqual(['00002 t-1', '00001 t-1']);
    expect(places(await lists.transfers({ fromOrgId: TWO }, ALL))).toEqual(['00002 t-1', '00002 t-2']);
    expect(places(await lists.transfers({ fromOrgId: TWO, toOrgId: ONE }, ALL))).toEqual(['00002 t-1']);
    const [first] = (await lists.transfers({ toOrgId: ONE }, ALL)).items;
    expect(first).toMatchObject({ amount: 300n, blockNumber: 4, transactionId: ledger.blocks[4]?.transactions[0]?.id });
    const next = ledgerTime((first?.time.seconds ?? 0) + 1, 0);
    expect(places(await lists.transfers({ from: next }, ALL))).toEqual(['00002 t-2', '00001 t-1']);
    expect(places(await lists.transfers({ to: next }, ALL))).toEqual(['00002 t-1']);
  });

  when('hold what moved in the funds of an organization, and why', async () => {
    const { items } = await lists.movements({ orgId: TWO }, ALL);
    expect(
      items.map(({ balanceChange, heldChange, cause, counterpartyId }) => [
        ...[Number(balanceChange), Number(heldChange)],
        ...[cause?.kind, cause?.id, counterpartyId],
      ]),
    ).toEqual([
      [1_000, 0, 'funds.issued', 'bank-1', undefined],
      [-300, 0, 'funds.transferred', 't-1', ONE],
      [-100, 0, 'funds.transferred', 't-2', THREE],
      [50, 0, 'funds.transferred', 't-1', ONE],
      [-20, 20, 'funds.redemption-requested', 'r-1', undefined],
      [-200, 0, 'chequebook.deposited', 'b-1', undefined],
      [-50, 0, 'payment-channel.opened', 'c-1', undefined],
      [-1, 0, 'payment-channel.opened', 'c-2', undefined],
      [-2, 0, 'payment-channel.joined', 'c-2', undefined],
      [2, 0, 'payment-channel.left', 'c-2', undefined],
      [-40, 0, 'account.locked', 'a-1', undefined],
    ]);
    expect(items.at(-1)).toMatchObject({ balance: life.balance(TWO), held: 20n });
    const ofAll = await lists.movements({}, ALL);
    expect(ofAll.items.filter(({ orgId }) => orgId === TWO)).toEqual(items);
    const pages: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page: Page<unknown> = await lists.movements({}, { limit: 2, cursor });
      pages.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(pages).toEqual(ofAll.items);
  });

  when('hold chequebooks by drawer, organization and state, and what they have paid to whom', async () => {
    expect(await idsOf(lists.chequebooks({}, ALL))).toEqual(['b-1', 'b-2']);
    expect(await idsOf(lists.chequebooks({ party: party('00002001') }, ALL))).toEqual(['b-1']);
    expect(await idsOf(lists.chequebooks({ party: party('00002') }, ALL))).toEqual([]);
    expect(await idsOf(lists.chequebooks({ orgId: TWO }, ALL))).toEqual(['b-1']);
    expect(await idsOf(lists.chequebooks({ status: 'open' }, ALL))).toEqual(['b-2']);
    expect((await lists.chequebooks({ status: 'funded' }, ALL)).items).toMatchObject([{ id: 'b-1', deposit: 80n }]);
    for (const filter of [
      {},
      { party: party('00001007') },
      { party: party('00002001') },
      { orgId: ONE },
      { orgId: TWO, bookId: 'b-1' as never },
    ]) {
      expect((await lists.chequeAccounts(filter, ALL)).items, JSON.stringify(filter)).toMatchObject([
        { book: 'b-1', beneficiary: '00001007', paid: 120n },
      ]);
    }
    for (const filter of [{ orgId: THREE }, { party: party('00002') }, { bookId: 'b-2' as never }]) {
      expect((await lists.chequeAccounts(filter, ALL)).items).toEqual([]);
    }
  });

  when('hold payment channels by their members of now, and accounts by both sides', async () => {
    expect(await idsOf(lists.paymentChannels({}, ALL))).toEqual(['c-1', 'c-2']);
    expect(await idsOf(lists.paymentChannels({ orgId: TWO }, ALL))).toEqual(['c-1', 'c-2']);
    expect(await idsOf(lists.paymentChannels({ orgId: THREE }, ALL))).toEqual(['c-1']);
    // It has left c-2.
    expect(await idsOf(lists.paymentChannels({ party: party('00002001') }, ALL))).toEqual(['c-1']);
    expect(await idsOf(lists.paymentChannels({ party: party('00002002'), status: 'open' }, ALL))).toEqual(['c-2']);
    expect(await idsOf(lists.paymentChannels({ status: 'closed' }, ALL))).toEqual([]);
    expect(await idsOf(lists.accounts({}, ALL))).toEqual(['a-1', 'a-2']);
    expect(await idsOf(lists.accounts({ party: party('00001') }, ALL))).toEqual(['a-1']);
    expect(await idsOf(lists.accounts({ orgId: ONE }, ALL))).toEqual(['a-1', 'a-2']);
    expect(await idsOf(lists.accounts({ orgId: ONE, status: 'funded' }, ALL))).toEqual(['a-1']);
  });

  when('hold netting rounds by month and state', async () => {
    expect(await idsOf(lists.nettingRounds({}, ALL), 'period')).toEqual(['2026-02', '2026-03']);
    const { items, nextCursor } = await lists.nettingRounds({ status: 'open' }, { limit: 1 });
    expect([items.length, nextCursor]).toEqual([1, expect.any(String)]);
    expect(await idsOf(lists.nettingRounds({ status: 'agreed' }, ALL))).toEqual([]);
  });

  when('tell of an organization that is not confirmed, and of a cursor that is none', async () => {
    const nobody = parseOrgId('77777', 'orgId');
    const asked: readonly [string, (page: PageRequest) => Promise<unknown>][] = [
      ['orgId', (page) => lists.movements({ orgId: nobody }, page)],
      ['toOrgId', (page) => lists.transfers({ toOrgId: nobody }, page)],
      ['party', (page) => lists.accounts({ party: party('77777001') }, page)],
    ];
    for (const [field, read] of asked) await expect(read(ALL)).rejects.toMatchObject({ code: 'NOT_CONFIRMED', field });
    const stranger = new SqlSettlementLists(database.reader, nobody);
    await expect(stranger.chequebooks({}, ALL)).rejects.toMatchObject({ code: 'NOT_CONFIRMED' });
    const { nextCursor } = await lists.chequebooks({}, { limit: 1 });
    const page = { limit: 1, cursor: nextCursor };
    await expect(lists.movements({}, page)).rejects.toMatchObject({ field: 'cursor' });
    await expect(lists.transfers({}, page)).rejects.toMatchObject({ field: 'cursor' });
  });
});
