import { createRequire } from 'node:module';

export interface Version {
  readonly block: number;
  readonly tx: number;
}

export interface VersionedValue {
  readonly value: Uint8Array;
  readonly version: Version;
}

export interface RangeRead {
  readonly start: string;
  readonly end: string;
  /** Whether the reader saw the range's end; else only what it saw is checked at commit. */
  exhausted: boolean;
  readonly rows: { key: string; version: Version }[];
}

export interface Invocation {
  readonly args: readonly string[];
  readonly channelId: string;
  readonly txId: string;
  readonly seconds: number;
  readonly creator: { readonly mspid: string; readonly idBytes: Uint8Array };
}

interface Item {
  readonly value: { readonly namespace: string; readonly key: string; readonly value: Uint8Array };
  readonly done: boolean;
}

const LARGEST = '\u{10ffff}';
/** The peer's limit on every range read. */
const TOTAL_QUERY_LIMIT = 100_000;
const Long = createRequire(import.meta.url)('long') as { fromNumber(value: number, unsigned: boolean): unknown };

/** The shim's stub over a snapshot: the part of it that our contracts and the shim's contract wrapper use. */
export class FakeStub {
  readonly reads = new Map<string, Version | undefined>();
  readonly ranges: RangeRead[] = [];
  readonly writes = new Map<string, Uint8Array | undefined>();
  event: string | undefined;
  readonly #state: ReadonlyMap<string, VersionedValue>;
  readonly #invocation: Invocation;
  #paged = false;

  constructor(state: ReadonlyMap<string, VersionedValue>, invocation: Invocation) {
    this.#state = state;
    this.#invocation = invocation;
  }

  /** The keys from `start` up to but without `end`, by their UTF-8 bytes. */
  static keysBetween(state: ReadonlyMap<string, unknown>, start: string, end: string): string[] {
    const [from, to] = [Buffer.from(start), Buffer.from(end)];
    return [...state.keys()]
      .map((key) => ({ key, bytes: Buffer.from(key) }))
      .filter(({ bytes }) => bytes.compare(from) >= 0 && bytes.compare(to) < 0)
      .sort((a, b) => a.bytes.compare(b.bytes))
      .map(({ key }) => key);
  }

  getBufferArgs(): Buffer[] {
    return this.#invocation.args.map((arg) => Buffer.from(arg));
  }

  getFunctionAndParameters(): { fcn: string; params: string[] } {
    const [fcn = '', ...params] = this.#invocation.args;
    return { fcn, params };
  }

  getTxID(): string {
    return this.#invocation.txId;
  }

  getChannelID(): string {
    return this.#invocation.channelId;
  }

  getCreator(): Invocation['creator'] {
    return this.#invocation.creator;
  }

  getTxTimestamp(): { seconds: unknown; nanos: number } {
    return { seconds: Long.fromNumber(this.#invocation.seconds, true), nanos: 123_456_789 };
  }

  getState(key: string): Promise<Uint8Array> {
    const found = this.#state.get(key);
    this.reads.set(key, found?.version);
    return Promise.resolve(found?.value ?? Buffer.alloc(0));
  }

  putState(key: string, value: Uint8Array): Promise<void> {
    return this.#write(key, value);
  }

  deleteState(key: string): Promise<void> {
    return this.#write(key, undefined);
  }

  setEvent(_name: string, payload: Uint8Array): void {
    this.event = Buffer.from(payload).toString('utf8');
  }

  getStateByPartialCompositeKey(type: string, attributes: string[]): AsyncIterable<Item['value']> {
    const { start, end } = partial(type, attributes);
    const range: RangeRead = { start, end, exhausted: false, rows: [] };
    this.ranges.push(range);
    return this.#walk(range);
  }

  getStateByPartialCompositeKeyWithPagination(type: string, attributes: string[], pageSize: number, bookmark: string) {
    if (this.writes.size > 0) return Promise.reject(new Error('a paginated query after a write'));
    this.#paged = true;
    const { start, end } = partial(type, attributes);
    const keys = FakeStub.keysBetween(this.#state, bookmark === '' ? start : bookmark, end);
    const page = keys.slice(0, pageSize);
    const values = page[Symbol.iterator]();
    const next = (): Promise<Item> => {
      const { value, done } = values.next();
      return Promise.resolve({ value: this.#item(value ?? ''), done: done ?? false });
    };
    const metadata = { bookmark: keys[pageSize] ?? '', fetchedRecordsCount: page.length };
    // As the shim does: empty metadata are nothing on the wire, and then they are not there.
    const isEmpty = metadata.bookmark === '' && metadata.fetchedRecordsCount === 0;
    return Promise.resolve({
      iterator: { next, close: () => Promise.resolve() },
      ...(!isEmpty && { metadata }),
    });
  }

  async *#walk(range: RangeRead): AsyncGenerator<Item['value']> {
    const keys = FakeStub.keysBetween(this.#state, range.start, range.end).slice(0, TOTAL_QUERY_LIMIT);
    for (const key of keys) {
      const version = this.#state.get(key)?.version;
      if (version !== undefined) range.rows.push({ key, version });
      yield await Promise.resolve(this.#item(key));
    }
    range.exhausted = true;
  }

  #item(key: string): Item['value'] {
    return { namespace: 'cloudfed', key, value: this.#state.get(key)?.value ?? Buffer.alloc(0) };
  }

  #write(key: string, value: Uint8Array | undefined): Promise<void> {
    if (this.#paged) return Promise.reject(new Error('a write after a paginated query'));
    this.writes.set(key, value);
    return Promise.resolve();
  }
}

export function versionsEqual(a: Version | undefined, b: Version | undefined): boolean {
  return a?.block === b?.block && a?.tx === b?.tx;
}

function partial(type: string, attributes: readonly string[]): { start: string; end: string } {
  const start = `\u0000${[type, ...attributes].join('\u0000')}\u0000`;
  return { start, end: start + LARGEST };
}
