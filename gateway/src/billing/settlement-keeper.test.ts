import { setTimeout as delay } from 'node:timers/promises';

import { argumentError, CloudfedError, NO_CLAIMS, parseFen, parseId, parseOrgId } from '@cloudfed/core';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { AuditedRequest, AuditedResult } from '../audit.js';
import type { Statement } from '../fabric/billing-port.js';
import type { Net } from '../fabric/net-port.js';
import { UnavailableError } from '../fabric/failure.js';
import { currentOrigins } from '../origin.js';
import type { DuesLedger } from './settled-dues.js';
import { type KeeperEvent, type SettlementKeeper, startSettlementKeeper } from './settlement-keeper.js';

const OWN = parseOrgId('00001', 'org');
const OTHER = parseOrgId('00002', 'org');
const PAUSES = { first: 1, idle: 3_600_000, gather: 1, again: 5 };

/** A ledger with statements that are paid by transfers of funds, which are there or not. */
class Ledger {
  readonly statements = new Map<string, Statement>();
  readonly transfers = new Set<string>();
  readonly origins: string[] = [];
  readonly nets: Net[] = [];
  looks = 0;
  failing: Error | undefined;
  refusing: Error | undefined;

  settle(id: string, reference: string | undefined, more: Partial<Statement> = {}): void {
    const statement = {
      ...{ statementId: parseId(id, 'id'), debtorId: OTHER, creditorId: OWN, amountDue: parseFen('48', 'amount') },
      ...{ status: 'settled', paymentReference: reference, ...more },
    };
    this.statements.set(id, statement as Statement);
  }

  readonly port: DuesLedger = {
    // Two pages, so that more than one is read.
    listStatements: ({ cursor }) => {
      this.looks += 1;
      if (this.failing !== undefined) return Promise.reject(this.failing);
      const all = [...this.statements.values()];
      const isFirst = cursor === undefined;
      return Promise.resolve({
        items: isFirst ? all.slice(0, 1) : all.slice(1),
        nextCursor: isFirst ? '1' : undefined,
      });
    },
    readSettlement: ({ args: [payer = '', id = ''], read }) => {
      if (!this.transfers.has(id)) return Promise.reject(argumentError('transferID', 'there is none', 'NOT_FOUND'));
      return Promise.resolve(read({ objectType: 'FundsTransfer', from: payer, id, to: OWN, amount: 48 }));
    },
    readPaymentClaims: () => Promise.resolve(NO_CLAIMS),
    listNets: () => Promise.resolve({ items: this.nets, nextCursor: undefined }),
    confirmNetSettlement: (netId, paid) => {
      this.origins.push(`${netId} ${String(paid)}`);
      this.nets.length = 0;
      const record = { netId } as Net;
      return Promise.resolve({ record, transactionId: `tx-${netId}`, blockNumber: 8 });
    },
    confirmSettlement: (id) => {
      this.origins.push(...currentOrigins().map(({ principal, operation }) => `${principal} ${operation}`));
      if (this.refusing !== undefined) return Promise.reject(this.refusing);
      const statement = { ...this.statements.get(id), status: 'confirmed' } as Statement;
      this.statements.set(id, statement);
      return Promise.resolve({ record: statement, transactionId: `tx-${id}`, blockNumber: 7 });
    },
  };
}

describe('what this organization was paid', () => {
  let keeper: SettlementKeeper | undefined;
  const told: KeeperEvent[] = [];
  const audited: (AuditedRequest | AuditedResult | string)[] = [];
  const outcomes = () => told.map((event) => [event.outcome, 'id' in event ? event.id : String(event.cause)]);

  const start = (ledger: Ledger, pauses: Partial<typeof PAUSES> = {}): SettlementKeeper => {
    keeper = startSettlementKeeper({
      ledger: ledger.port,
      ownId: OWN,
      audit: {
        asked: (request, content) => {
          audited.push(request, content);
          return Promise.resolve();
        },
        answered: (_, result) => {
          audited.push(result);
          return Promise.resolve();
        },
      },
      noticed: (event) => told.push(event),
      pauses: { ...PAUSES, ...pauses },
    });
    return keeper;
  };
  const isTold = (...expected: readonly (readonly [string, string])[]) =>
    vi.waitFor(() => {
      expect(outcomes()).toEqual(expected);
    });

  afterEach(async () => {
    await keeper?.close(1_000);
    told.length = 0;
    audited.length = 0;
  });

  it('is confirmed, told to the audit log before and after, in the gateway’s own name', async () => {
    const ledger = new Ledger();
    ledger.settle('s-1', 'transfer:00002:t-1');
    ledger.settle('s-2', 'transfer:00002:t-2');
    ledger.transfers.add('t-1').add('t-2');
    start(ledger);
    await isTold(['confirmed', 's-1'], ['confirmed', 's-2']);
    expect(audited.slice(0, 3)).toMatchObject([
      { principal: 'gateway', operation: 'confirmSettlement', path: '/v1/statements/s-1/confirm-settlement' },
      '{"paymentReference":"transfer:00002:t-1"}',
      { status: 200, transactionIds: ['tx-s-1'] },
    ]);
    expect(ledger.origins).toEqual(['gateway confirmSettlement', 'gateway confirmSettlement']);
    expect(keeper?.waiting()).toBe(0);
  });

  it('is confirmed of a net as of a statement', async () => {
    const ledger = new Ledger();
    const net = {
      netId: parseId('net-1', 'id'),
      debtorId: OTHER,
      creditorId: OWN,
      amountDue: parseFen('48', 'amount'),
    };
    ledger.nets.push({ ...net, status: 'settled', paymentReference: 'transfer:00002:t-1' } as Net);
    start(ledger);
    await isTold(['left', 'net-1']);
    ledger.transfers.add('t-1');
    keeper?.changed(new Set(['Net.settled']));
    await isTold(['left', 'net-1'], ['confirmed', 'net-1']);
    expect(audited[0]).toMatchObject({ operation: 'confirmNetSettlement', path: '/v1/nets/net-1/confirm-settlement' });
    expect(ledger.origins).toContain('net-1 undefined');
  });

  it('is left to people where it is owed by this one, paid elsewhere, or not settled', async () => {
    const ledger = new Ledger();
    ledger.settle('own', 'transfer:00001:t-1', { creditorId: OTHER, debtorId: OWN });
    ledger.settle('elsewhere', 'wire:2026-02/17');
    ledger.settle('unreadable', 'cheque:4711');
    ledger.settle('accepted', undefined, { status: 'accepted' });
    ledger.settle('confirmed', 'transfer:00002:t-1', { status: 'confirmed' });
    ledger.transfers.add('t-1');
    start(ledger, { idle: 1 });
    await vi.waitFor(() => {
      expect(ledger.looks).toBeGreaterThan(6);
    });
    expect([told, ledger.origins]).toEqual([[], []]);
  });

  it('is seen when its statement is settled, and told to people once where it is not there', async () => {
    const ledger = new Ledger();
    start(ledger);
    ledger.settle('s-1', 'transfer:00002:t-1');
    keeper?.changed(new Set(['Statement.settled']));
    await isTold(['left', 's-1']);
    expect(told[0]).toMatchObject({ problem: 'paymentReference: there is no such transfer' });
    keeper?.changed(new Set(['Statement.settled']));
    const { looks } = ledger;
    await vi.waitFor(() => {
      expect(ledger.looks).toBeGreaterThan(looks + 2);
    });
    expect([told.length, keeper?.waiting(), audited]).toEqual([1, 1, []]);
    ledger.transfers.add('t-1');
    keeper?.changed(new Set(['Funds.transferred', 'Funds.changed']));
    await isTold(['left', 's-1'], ['confirmed', 's-1']);
  });

  it('is told of again where another payment is named', async () => {
    const ledger = new Ledger();
    ledger.settle('s-1', 'transfer:00002:t-1');
    start(ledger);
    await isTold(['left', 's-1']);
    ledger.settle('s-1', 'transfer:00002:t-2');
    keeper?.changed(new Set(['Statement.settled']));
    await isTold(['left', 's-1'], ['left', 's-1']);
  });

  it('is not looked for where nothing is waiting and something else happens', async () => {
    const ledger = new Ledger();
    start(ledger);
    await vi.waitFor(() => {
      expect(ledger.looks).toBe(2);
    });
    keeper?.changed(new Set(['Funds.transferred', 'ECSBill.issued']));
    await delay(20);
    expect(ledger.looks).toBe(2);
  });

  it('is looked for again where the ledger could not be asked', async () => {
    const ledger = new Ledger();
    ledger.settle('s-1', 'transfer:00002:t-1');
    ledger.transfers.add('t-1');
    ledger.failing = new UnavailableError('not now');
    start(ledger);
    await vi.waitFor(() => {
      expect(told.length).toBeGreaterThan(1);
    });
    expect(told[0]?.outcome).toBe('hindered');
    ledger.failing = undefined;
    await vi.waitFor(() => {
      expect(told.at(-1)).toMatchObject({ outcome: 'confirmed', id: 's-1' });
    });
  });

  it('is nothing, and nothing to be told of, while the organization is on no ledger', async () => {
    const ledger = new Ledger();
    ledger.failing = new CloudfedError('NOT_CONFIRMED', 'the organization is not confirmed');
    start(ledger, { idle: 1 });
    await vi.waitFor(() => {
      expect(ledger.looks).toBeGreaterThan(3);
    });
    expect(told).toEqual([]);
  });

  it('is asked of the ledger once where that will never take it, and again after an unknown outcome', async () => {
    const ledger = new Ledger();
    ledger.settle('s-1', 'transfer:00002:t-1');
    ledger.transfers.add('t-1');
    ledger.refusing = new UnavailableError('not known yet', 1, 'tx-unknown');
    start(ledger);
    await vi.waitFor(() => {
      expect(ledger.origins.length).toBeGreaterThan(1);
    });
    expect(audited[2]).toMatchObject({ status: 503, code: 'UNAVAILABLE', transactionIds: ['tx-unknown'] });
    ledger.refusing = argumentError('paid', 'is for a payment by cheque or payment channel');
    await vi.waitFor(() => {
      expect(told.at(-1)).toMatchObject({ outcome: 'left' });
    });
    const asked = ledger.origins.length;
    keeper?.changed(new Set(['Statement.settled']));
    await delay(30);
    expect(ledger.origins).toHaveLength(asked);
  });

  it('does not hold up an end', async () => {
    const ledger = new Ledger();
    ledger.settle('s-1', 'transfer:00002:t-1');
    let begun: () => void = () => undefined;
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    start(
      Object.assign(ledger, {
        port: {
          ...ledger.port,
          readSettlement: () => {
            begun();
            return new Promise<never>(() => undefined);
          },
        },
      }),
    );
    await started;
    await keeper?.close(10);
  });
});
