import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CloudfedError, type OrgId, parsePrice, type Price } from '@cloudfed/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { withOrigin } from '../origin.js';
import { openStore, type Store } from '../store.js';
import { PRICE_NAMES } from './codec.js';
import { PriceBook, unavailable } from '../testing/price-book.js';
import type { LateWrite } from './certainty.js';
import type { Membership } from './directory.js';
import { newPriceIntents } from './price-intents.js';
import { newPricePublisher, type PricePublisher } from './publication.js';

const NOW = 1_000_000;
const SOON = NOW + 5;
const ORIGIN = { requestId: 'r-1', principal: 'operator@cnic', operation: 'changePrice' };

function price(cpu: string): Price {
  const rest = { ram: '4', ecsDisk: '1', ossDisk: '1', request: '1', publicNetwork: '2', privateNetwork: '0' };
  return parsePrice({ cpu, ...rest }, PRICE_NAMES);
}

function membership(channel: string): Membership {
  const own = { orgId: '00001' as OrgId, name: 'CNIC', mspId: 'Org1MSP', own: true };
  return { channel, wide: channel === 'channelall', own, others: [] };
}

describe('a price on several ledger channels', () => {
  let folder: string;
  let store: Store;
  let book: PriceBook;
  let channels: string[];
  let late: LateWrite[];
  const open: PricePublisher[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-prices-'));
    store = openStore(folder);
    book = new PriceBook();
    channels = ['channelall', 'channel12', 'channel13'];
    late = [];
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((publisher) => publisher.close()));
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (): PricePublisher => {
    const publisher = newPricePublisher({
      ledger: book,
      memberships: () => Promise.resolve(channels.map(membership)),
      intents: newPriceIntents(store),
      settledLate: (write) => {
        late.push(write);
        return Promise.resolve();
      },
      nowSeconds: () => book.nowSeconds,
      answerMs: 1_000,
      retryMs: 10,
    });
    open.push(publisher);
    return publisher;
  };
  const pending = (): number => newPriceIntents(store).all().length;
  const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 10 });
  const unconfirmed = (): CloudfedError => new CloudfedError('NOT_CONFIRMED', 'not confirmed on this ledger channel');

  it('is published on all of them, and again without a further transaction', async () => {
    const publisher = start();
    const first = await publisher.publish(price('10'));
    expect(first.transactions.map(({ ledgerChannel }) => ledgerChannel)).toEqual(channels);
    const again = await publisher.publish(price('10'));
    expect(again.transactions).toEqual([]);
    expect(again.record.version).toBe(1);
    expect(book.calls).toHaveLength(3);
    await expect(publisher.publish(price('11'))).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(book.calls).toHaveLength(3);
  });

  it('is changed at the same second everywhere', async () => {
    const publisher = start();
    await publisher.publish(price('10'));
    const changed = await publisher.change(price('12'), undefined);
    expect(changed.transactions).toHaveLength(3);
    for (const channel of channels) expect(book.told(channel)).toEqual([`10 from ${NOW}`, `12 from ${SOON}`]);
  });

  it('is not changed where there is none, nor before a later version', async () => {
    const publisher = start();
    await expect(publisher.change(price('12'), undefined)).rejects.toMatchObject({ code: 'PRICE_MISSING' });
    await publisher.publish(price('10'));
    await publisher.change(price('12'), NOW + 10_000);
    await expect(publisher.change(price('13'), undefined)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(publisher.change(price('13'), NOW + 9_000)).rejects.toMatchObject({ code: 'TIME_ORDER' });
    expect(pending()).toBe(0);
  });

  it('that reaches only some is completed by itself; meanwhile nothing else is published', async () => {
    const publisher = start();
    await publisher.publish(price('10'));
    let isDown = true;
    book.trouble = (channel) => (isDown && channel === 'channel13' ? { before: unavailable() } : {});
    const changing = withOrigin(ORIGIN, () => publisher.change(price('12'), undefined));
    await expect(changing).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfterSeconds: 5 });
    await expect(publisher.change(price('12'), undefined)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(publisher.change(price('99'), undefined)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    isDown = false;
    await eventually(() => {
      expect(pending()).toBe(0);
    });
    const repeated = await publisher.change(price('12'), undefined);
    expect(repeated.transactions).toEqual([]);
    for (const channel of channels) expect(book.told(channel)).toEqual([`10 from ${NOW}`, `12 from ${SOON}`]);
    expect(late).toMatchObject([{ origins: [ORIGIN], ledgerChannel: 'channel13', isCommitted: true }]);
  });

  it('whose answer was lost is there once, however often the same is asked for', async () => {
    const publisher = start();
    await publisher.publish(price('10'));
    let losses = 3;
    book.trouble = () => (losses-- > 0 ? { after: unavailable() } : {});
    await expect(publisher.change(price('12'), NOW + 100)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await eventually(() => {
      expect(pending()).toBe(0);
    });
    await expect(publisher.change(price('12'), NOW + 100)).resolves.toMatchObject({ transactions: [] });
    for (const channel of channels) expect(book.told(channel)).toEqual([`10 from ${NOW}`, `12 from ${NOW + 100}`]);
  });

  it('stays pending where an endorser says that the organization is not confirmed yet', async () => {
    const publisher = start();
    let isBehind = true;
    book.trouble = (channel) => (isBehind && channel === 'channel12' ? { before: unconfirmed() } : {});
    await expect(publisher.publish(price('10'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(pending()).toBe(1);
    isBehind = false;
    await eventually(() => {
      expect(book.told('channel12')).toEqual([`10 from ${NOW}`]);
    });
  });

  it('stays pending where an endorser that is behind refuses what this organization’s own does not', async () => {
    const publisher = start();
    await publisher.publish(price('10'));
    let isBehind = true;
    const behind = (): CloudfedError => new CloudfedError('PRICE_MISSING', 'there is no price');
    book.trouble = (channel) => (isBehind && channel === 'channel12' ? { before: behind() } : {});
    await expect(publisher.change(price('12'), undefined)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    isBehind = false;
    await eventually(() => {
      expect(pending()).toBe(0);
    });
    expect(book.told('channel12')).toEqual([`10 from ${NOW}`, `12 from ${SOON}`]);
  });

  it('that a ledger channel refuses is refused before any other has it', async () => {
    const publisher = start();
    await publisher.publish(price('10'));
    book.schedule('channel13', NOW + 50);
    await expect(publisher.change(price('12'), NOW + 20)).rejects.toMatchObject({ code: 'TIME_ORDER' });
    expect(book.told('channelall')).toEqual([`10 from ${NOW}`]);
    expect(pending()).toBe(0);
  });

  it('is completed after the process was killed between two ledger channels', async () => {
    const first = start();
    await first.publish(price('10'));
    // The first part is on its ledger channel, and this process will never learn anything more.
    book.trouble = (channel) => (channel === 'channelall' ? {} : { before: unavailable() });
    const changing = withOrigin(ORIGIN, () => first.change(price('12'), undefined));
    await expect(changing).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await first.close();
    store.close();
    expect(book.told('channel12')).toEqual([`10 from ${NOW}`]);

    store = openStore(folder);
    book.trouble = () => ({});
    const second = start();
    second.resume();
    await eventually(() => {
      expect(pending()).toBe(0);
    });
    for (const channel of channels) expect(book.told(channel)).toEqual([`10 from ${NOW}`, `12 from ${SOON}`]);
    expect(late.map(({ origins }) => origins)).toEqual([[ORIGIN], [ORIGIN]]);
  });

  it('that is completed only after its start is in force at once, and once', async () => {
    const first = start();
    await first.publish(price('10'));
    book.trouble = () => ({ before: unavailable() });
    await expect(first.change(price('12'), undefined)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await first.close();
    book.nowSeconds = NOW + 100;
    book.trouble = (_channel, name) => (name === 'updatePrice' ? { after: unavailable() } : {});
    const second = start();
    second.resume();
    await eventually(() => {
      expect(book.calls.filter((call) => call.endsWith('updatePrice')).length).toBeGreaterThan(6);
    });
    book.trouble = () => ({});
    await eventually(() => {
      expect(pending()).toBe(0);
    });
    for (const channel of channels) expect(book.told(channel)).toEqual([`10 from ${NOW}`, `12 from ${NOW + 100}`]);
  });

  it('is spread to a ledger channel that comes later, as it is in force', async () => {
    const publisher = start();
    await publisher.publish(price('10'));
    channels.push('channel14');
    publisher.spread();
    await eventually(() => {
      expect(book.told('channel14')).toEqual([`10 from ${NOW}`]);
    });
  });

  it('is spread once the ledger answers again', async () => {
    const publisher = start();
    await publisher.publish(price('10'));
    channels.push('channel14');
    let failures = 2;
    book.trouble = () => (failures-- > 0 ? { before: unavailable() } : {});
    publisher.spread();
    await eventually(() => {
      expect(book.told('channel14')).toEqual([`10 from ${NOW}`]);
    });
  });

  it('that is changed has its first version put where there is none, so that no ledger channel is without', async () => {
    const publisher = start();
    await publisher.publish(price('10'));
    channels.push('channel14');
    await publisher.change(price('12'), NOW + 500);
    expect(book.told('channel14')).toEqual([`10 from ${NOW}`, `12 from ${NOW + 500}`]);
    channels.push('channel15');
    await expect(publisher.change(price('12'), NOW + 500)).resolves.toMatchObject({ transactions: [{}] });
    expect(book.told('channel15')).toEqual([`10 from ${NOW}`, `12 from ${NOW + 500}`]);
  });
});
