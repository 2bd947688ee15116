import { createHash } from 'node:crypto';

import {
  FakeStub,
  type Invocation,
  type RangeRead,
  type Version,
  versionsEqual,
  type VersionedValue,
} from './fake-stub.js';

export type ValidationCode = 'VALID' | 'MVCC_READ_CONFLICT' | 'PHANTOM_READ_CONFLICT';

/** What the chaincode under test is: the shim's own wrapper around the contracts. */
export interface Chaincode {
  Invoke(stub: unknown): Promise<{ status: number; message?: string; payload?: Uint8Array }>;
}

export interface Identity {
  readonly mspId: string;
  readonly certificate: string;
}

export interface Simulation {
  readonly txId: string;
  readonly ok: boolean;
  /** The answer, or the error's message. */
  readonly text: string;
  readonly reads: ReadonlyMap<string, Version | undefined>;
  readonly ranges: readonly RangeRead[];
  readonly writes: ReadonlyMap<string, Uint8Array | undefined>;
  readonly event: unknown;
}

export interface CallOptions {
  /** Seconds since 1970; the ledger's clock unless told. */
  readonly seconds?: number;
}

/**
 * One ledger channel in memory with Fabric's semantics: simulation on a snapshot that never sees its own writes, read and
 * write sets, and commit in blocks with MVCC and phantom validation. Every transaction is simulated twice, as two orgs
 * would, and the two results must be the same.
 */
export class FakeLedger {
  /** The clock of the clients; tests move it. */
  seconds = 1_770_000_000;
  readonly #chaincode: Chaincode;
  readonly #channelId: string;
  readonly #state = new Map<string, VersionedValue>();
  #height = 0;
  #nextTx = 0;

  constructor(chaincode: Chaincode, channelId: string) {
    this.#chaincode = chaincode;
    this.#channelId = channelId;
  }

  /** Another ledger with the same state, which goes its own way. */
  copy(): FakeLedger {
    const other = new FakeLedger(this.#chaincode, this.#channelId);
    for (const [key, value] of this.#state) other.#state.set(key, value);
    other.seconds = this.seconds;
    other.#height = this.#height;
    other.#nextTx = this.#nextTx;
    return other;
  }

  /** The state's keys and texts, in order: to compare before and after. */
  dump(): [key: string, text: string][] {
    return [...this.#state]
      .map(([key, { value }]): [string, string] => [key, Buffer.from(value).toString('utf8')])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Runs a function without committing it. */
  async simulate(identity: Identity, args: readonly string[], options: CallOptions = {}): Promise<Simulation> {
    this.#nextTx += 1;
    const invocation: Invocation = {
      args,
      channelId: this.#channelId,
      txId: createHash('sha256').update(this.#nextTx.toString()).digest('hex'),
      seconds: options.seconds ?? this.seconds,
      creator: { mspid: identity.mspId, idBytes: Buffer.from(identity.certificate) },
    };
    const [first, second] = [await this.#run(invocation), await this.#run(invocation)];
    if (JSON.stringify(comparable(first)) !== JSON.stringify(comparable(second))) {
      throw new Error(`${args[0] ?? ''} is not deterministic`);
    }
    return first;
  }

  /** Commits simulations as one block, in their order. Failed ones are not ordered at all. */
  commit(...simulations: Simulation[]): ValidationCode[] {
    this.#height += 1;
    return simulations.map((simulation, index) => {
      if (!simulation.ok) throw new Error(`not endorsed: ${simulation.text}`);
      const code = this.#validate(simulation);
      if (code !== 'VALID') return code;
      for (const [key, value] of simulation.writes) {
        if (value === undefined) this.#state.delete(key);
        else this.#state.set(key, { value, version: { block: this.#height, tx: index } });
      }
      return code;
    });
  }

  /** Simulates and commits alone; the answer's text, or the chaincode's error thrown. */
  async submit(identity: Identity, args: readonly string[], options: CallOptions = {}): Promise<string> {
    const simulation = await this.simulate(identity, args, options);
    if (!simulation.ok) throw new Error(simulation.text);
    const [code] = this.commit(simulation);
    if (code !== 'VALID') throw new Error(code);
    return simulation.text;
  }

  /** Simulates only. */
  async evaluate(identity: Identity, args: readonly string[], options: CallOptions = {}): Promise<string> {
    const simulation = await this.simulate(identity, args, options);
    if (!simulation.ok) throw new Error(simulation.text);
    return simulation.text;
  }

  async #run(invocation: Invocation): Promise<Simulation> {
    const stub = new FakeStub(new Map(this.#state), invocation);
    const { status, message, payload } = await this.#chaincode.Invoke(stub);
    return {
      txId: invocation.txId,
      ok: status === 200,
      text: status === 200 ? Buffer.from(payload ?? []).toString('utf8') : (message ?? ''),
      reads: stub.reads,
      ranges: stub.ranges,
      writes: stub.writes,
      event: stub.event === undefined ? undefined : JSON.parse(stub.event),
    };
  }

  #validate(simulation: Simulation): ValidationCode {
    for (const [key, version] of simulation.reads) {
      if (!versionsEqual(this.#state.get(key)?.version, version)) return 'MVCC_READ_CONFLICT';
    }
    for (const range of simulation.ranges) {
      const now = FakeStub.keysBetween(this.#state, range.start, range.end).filter(
        (key) => range.exhausted || key <= (range.rows.at(-1)?.key ?? ''),
      );
      const same =
        now.length === range.rows.length &&
        range.rows.every(
          ({ key, version }, index) => now[index] === key && versionsEqual(this.#state.get(key)?.version, version),
        );
      if (!same) return 'PHANTOM_READ_CONFLICT';
    }
    return 'VALID';
  }
}

function comparable(simulation: Simulation): unknown {
  return {
    ...simulation,
    reads: [...simulation.reads],
    writes: [...simulation.writes].map(([key, value]) => [key, value && Buffer.from(value).toString('utf8')]),
  };
}
