import type { OrgId } from '@cloudfed/core';
import { argumentError } from '@cloudfed/core';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { UnavailableError } from '../fabric/failure.js';
import type { EventRequest, LedgerEvent } from '../fabric/ledger-port.js';
import { type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.js';
import { ledgerEventSchema } from './event-schemas.js';

function eventAt(at: number): LedgerEvent {
  return {
    transactionId: String(at).padStart(64, '0'),
    blockNumber: at,
    position: `channel12:${at}:0123456789abcdef`,
    ledgerChannel: 'channel12',
    counterpartyId: '00001' as OrgId,
    changes: [
      {
        kind: 'allowance.changed',
        id: `${at}`,
        record: { providerId: '00001' as OrgId, consumerId: '00002' as OrgId, allowed: at % 2 === 0 },
      },
    ],
  };
}

/** Ten events, from the place asked for on; then silence until the reader goes. */
async function* tenEvents({ after, signal }: EventRequest = {}): AsyncGenerator<LedgerEvent, void> {
  if (after === 'unknown') throw argumentError('after', 'must be one that an event had');
  const start = after === undefined ? 10 : after === 'genesis' ? 1 : Number(after.split(':')[1]) + 1;
  for (let at = start; at <= 10; at += 1) yield eventAt(at);
  if (signal?.aborted !== true) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
}

interface Read {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

/** Events of a stream until there are so many, then hangs up. */
async function readStream(response: Response, count: number): Promise<Read[]> {
  const read: Read[] = [];
  let text = '';
  for await (const part of (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
    const messages = (text + part).split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const fields = new Map(message.split('\n').map((line) => line.split(/: (.*)/su).slice(0, 2) as [string, string]));
      const data = fields.get('data');
      if (data === undefined) continue;
      read.push({ id: fields.get('id') ?? '', event: fields.get('event') ?? '', data: JSON.parse(data) });
    }
    if (read.length >= count) break;
  }
  return read;
}

describe('an event stream', () => {
  let gateway: GatewayUnderTest;
  let token: string;

  const start = async (events: typeof tenEvents, env: Readonly<Record<string, string>> = {}): Promise<void> => {
    gateway = await startGatewayUnderTest({ events }, { env });
    token = await gateway.token({ sub: 'reader', roles: ['auditor'] });
  };
  const open = (query = '', headers: Readonly<Record<string, string>> = {}, as = token): Promise<Response> =>
    fetch(new URL(`/v1/events${query}`, gateway.gateway.url), {
      headers: { authorization: `Bearer ${as}`, ...headers },
    });
  const idsOf = (read: readonly Read[]): number[] => read.map(({ id }) => Number(id.split(':')[1]));

  afterEach(() => gateway.stop());

  it('has each event with its place, in the form of the document', async () => {
    await start(tenEvents);
    const response = await open('?after=genesis');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const read = await readStream(response, 10);
    expect(idsOf(read)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const { event, data } of read) {
      expect(event).toBe('changes');
      ledgerEventSchema.parse(data);
    }
  });

  it('goes on behind the last event that was read; the header goes before the query', async () => {
    await start(tenEvents);
    const place = eventAt(7).position;
    expect(idsOf(await readStream(await open('', { 'last-event-id': place }), 3))).toEqual([8, 9, 10]);
    expect(idsOf(await readStream(await open(`?after=${place}`), 3))).toEqual([8, 9, 10]);
    expect(idsOf(await readStream(await open('?after=genesis', { 'last-event-id': place }), 3))).toEqual([8, 9, 10]);
  });

  it.each([
    ['unknown', 'that the ledger does not know'],
    ['with space', 'with what no place has'],
    ['x'.repeat(501), 'endless'],
  ])('refuses a place that is none: %s (%s)', async (place) => {
    await start(tenEvents);
    const response = await open('', { 'last-event-id': place });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'after' });
  });

  it('is refused as a problem where the ledger is not there', async () => {
    // eslint-disable-next-line @typescript-eslint/require-await -- it fails before its first event
    await start(async function* () {
      throw new UnavailableError('the ledger network does not answer', 3);
    });
    const response = await open();
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('3');
  });

  it('that fails later ends, and its reader goes on from where it was', async () => {
    let isFirst = true;
    await start(async function* (request) {
      for await (const event of tenEvents(request)) {
        yield event;
        if (isFirst && event.blockNumber === 4) {
          isFirst = false;
          throw new UnavailableError('the ledger network does not answer');
        }
      }
    });
    const first = await readStream(await open('?after=genesis'), 10);
    expect(idsOf(first)).toEqual([1, 2, 3, 4]);
    const rest = await readStream(await open('', { 'last-event-id': first.at(-1)?.id ?? '' }), 6);
    expect(idsOf(rest)).toEqual([5, 6, 7, 8, 9, 10]);
    expect(gateway.log()).toContain('does not answer');
  });

  it('is one of so many; a place is free again when a reader has gone', async () => {
    await start(tenEvents, { CLOUDFED_MAX_EVENT_STREAMS: '2' });
    const [first, second, third] = [await open(), await open(), await open()];
    expect([first.status, second.status, third.status]).toEqual([200, 200, 503]);
    expect(await third.json()).toMatchObject({ code: 'UNAVAILABLE' });
    await first.body?.cancel();
    await vi.waitFor(async () => {
      const next = await open();
      expect(next.status).toBe(200);
    });
    await second.body?.cancel();
  });

  it('is one of so many of one reader, which leaves room for others', async () => {
    await start(tenEvents);
    const own = await Promise.all(Array.from({ length: 21 }, () => open()));
    expect(own.filter(({ status }) => status === 429)).toHaveLength(1);
    const other = await gateway.token({ sub: 'other', roles: ['auditor'] });
    expect((await open('', {}, other)).status).toBe(200);
  });

  it('is asked of the ledger only as fast as it is read', async () => {
    let taken = 0;
    // eslint-disable-next-line @typescript-eslint/require-await -- the ledger has all of them at once
    await start(async function* () {
      for (;;) {
        taken += 1;
        const event = eventAt(taken);
        const [change] = event.changes;
        // Large enough to fill what lies between the two soon.
        yield { ...event, changes: Array.from({ length: 1_000 }, () => change as never) };
      }
    });
    const response = await open();
    await vi.waitFor(() => {
      expect(taken).toBeGreaterThan(2);
    });
    let before = -1;
    await vi.waitFor(
      () => {
        const isStill = taken === before;
        before = taken;
        expect(isStill).toBe(true);
      },
      { timeout: 10_000, interval: 300 },
    );
    expect(taken).toBeLessThan(500);
    await response.body?.cancel();
  });
});
