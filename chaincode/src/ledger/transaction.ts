import { argumentError, type LedgerTime, ledgerTime, MAX_SECONDS } from '@cloudfed/core';
import type { Context } from 'fabric-contract-api';

import { type Caller, callerOf } from './caller.js';
import { Store } from './store.js';

/** The one event of a transaction. */
export const EVENT_NAME = 'cloudfed';

/** What every function of the contract works on: who calls, when, and the state it may read and write. */
export class Transaction {
  readonly store: Store;
  readonly caller: Caller;
  /** The client's timestamp, the same at every endorser. */
  readonly time: LedgerTime;
  readonly channelId: string;
  readonly txId: string;
  readonly #changes: string[] = [];
  readonly #parent: Transaction | undefined;

  private constructor(
    fields: Pick<Transaction, 'store' | 'caller' | 'time' | 'channelId' | 'txId'>,
    parent?: Transaction,
  ) {
    this.store = fields.store;
    this.caller = fields.caller;
    this.time = fields.time;
    this.channelId = fields.channelId;
    this.txId = fields.txId;
    this.#parent = parent;
  }

  static of(ctx: Context): Transaction {
    return new Transaction({
      store: new Store(ctx.stub),
      caller: callerOf(ctx.clientIdentity),
      time: timestampOf(ctx.stub),
      channelId: ctx.stub.getChannelID(),
      txId: ctx.stub.getTxID(),
    });
  }

  /** A transaction within this one, whose writes and changes reach it only by `keep`. */
  nested(): Transaction {
    return new Transaction({ ...this.#fields(), store: this.store.nested() }, this);
  }

  /** The transaction that this one is within, or itself. */
  get root(): Transaction {
    return this.#parent === undefined ? this : this.#parent.root;
  }

  keep(): void {
    this.store.keep();
    if (this.#parent === undefined) throw new Error('only a nested transaction can be kept');
    this.#parent.#changes.push(...this.#changes);
  }

  /** Forgets every write and change. */
  discard(): void {
    this.store.discard();
    this.#changes.length = 0;
  }

  /** Notes a change for the event; `recordText` is the JSON of the record as it now is. */
  changed(kind: string, id: string, recordText: string): void {
    this.#changes.push(`{"kind":${JSON.stringify(kind)},"id":${JSON.stringify(id)},"record":${recordText}}`);
  }

  /** Puts the writes to the ledger and sets the event. */
  async finish(stub: Context['stub']): Promise<void> {
    await this.store.flush();
    if (this.#changes.length > 0) stub.setEvent(EVENT_NAME, Buffer.from(`{"changes":[${this.#changes.join(',')}]}`));
  }

  #fields(): Pick<Transaction, 'store' | 'caller' | 'time' | 'channelId' | 'txId'> {
    return this;
  }
}

/** The client chose it: one that is no date is the client's error. */
function timestampOf(stub: Context['stub']): LedgerTime {
  const { seconds: long, nanos } = stub.getTxTimestamp();
  const seconds = Number(long.toString());
  if (!(seconds <= MAX_SECONDS)) throw argumentError('timestamp', 'is beyond the year 9999');
  return ledgerTime(seconds, nanos);
}
