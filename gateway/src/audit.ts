import { createHash } from 'node:crypto';

import { GroupCommit } from './group-commit.js';
import type { WriteOrigin } from './origin.js';
import type { Store } from './store.js';

/** A write that somebody asks for. */
export interface AuditedRequest extends WriteOrigin {
  readonly roles: readonly string[];
  readonly userId: string | undefined;
  readonly method: string;
  readonly path: string;
}

/** What its caller was answered. */
export interface AuditedResult {
  readonly status: number;
  /** The error's code, where it was refused. */
  readonly code: string | undefined;
  readonly transactionIds: readonly string[];
}

/** What became of a write after its caller was answered that this was not known yet. */
export interface AuditedOutcome {
  readonly transactionId?: string | undefined;
  /** Whether the write is on the ledger. */
  readonly isCommitted: boolean;
}

/** A line of the audit log. Its hash is over all the rest of it, the hash of the line before among that. */
export interface AuditLine {
  /** Counts from 1. */
  readonly sequence: number;
  readonly at: string;
  /**
   * `asked`, before the ledger is, with what was asked; `answered`, with what the caller was told; `settled`, where that
   * was that the outcome is not known yet, with the outcome: a code where nothing of the write is on the ledger.
   */
  readonly phase: 'asked' | 'answered' | 'settled';
  readonly requestId: string;
  readonly principal: string;
  readonly roles: readonly string[];
  readonly userId: string | null;
  readonly operation: string;
  readonly method: string | null;
  readonly path: string | null;
  readonly content: string | null;
  readonly status: number | null;
  readonly code: string | null;
  readonly transactionIds: readonly string[];
  readonly previousHash: string;
  readonly hash: string;
}

export interface AuditQuery {
  readonly limit: number;
  /** Only lines before this one. */
  readonly before?: number | undefined;
  readonly principal?: string | undefined;
  readonly transactionId?: string | undefined;
}

/** The last line: who keeps it elsewhere can tell later that nothing was cut off or changed. */
export interface AuditHead {
  readonly sequence: number;
  readonly hash: string;
}

/**
 * Who asked the gateway to write what, and what became of it. Lines are only ever added, each chained to the one before;
 * each is on disk when its promise resolves, so nothing is asked of the ledger without a line that says who asks.
 */
export interface AuditLog {
  asked(request: AuditedRequest, content: string): Promise<void>;
  answered(request: AuditedRequest, result: AuditedResult): Promise<void>;
  /** A line for each of the writes, but for those that another line says already to be in this transaction. */
  settled(origins: readonly WriteOrigin[], outcome: AuditedOutcome): Promise<void>;
  /** The newest first. */
  list(query: AuditQuery): readonly AuditLine[];
  head(): AuditHead;
  /**
   * Reads the whole chain.
   *
   * @throws BrokenAuditLogError naming the first line that is not what was written
   */
  verify(): AuditHead;
}

/** A line of the audit log was changed, removed or put in between. */
export class BrokenAuditLogError extends Error {
  override readonly name = 'BrokenAuditLogError';
  readonly sequence: number;

  constructor(sequence: number) {
    super(`line ${sequence} of the audit log is not what was written`);
    this.sequence = sequence;
  }
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS audit_line (
  sequence INTEGER PRIMARY KEY,
  principal TEXT NOT NULL,
  line TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS audit_line_by_principal ON audit_line (principal, sequence);
CREATE TABLE IF NOT EXISTS audit_transaction (
  transaction_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (transaction_id, sequence)
) STRICT;
CREATE TRIGGER IF NOT EXISTS audit_line_is_not_changed BEFORE UPDATE ON audit_line
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS audit_line_is_not_deleted BEFORE DELETE ON audit_line
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
`;
const FIRST_HASH = '0'.repeat(64);
/** The code of a `settled` line of which nothing is on the ledger. */
const NOT_COMMITTED = 'CONFLICT';
const MAX_CONTENT = 4_096;
const MAX_PATH = 512;
/** A transaction carries at most 500 writes, each with few lines. */
const MOST_TOLD = 5_000;
const VERIFIED_AT_ONCE = 1_000;

export function newAuditLog(store: Store, now: () => Date = () => new Date()): AuditLog {
  return new ChainedAuditLog(store, now);
}

type Unchained = Omit<AuditLine, 'sequence' | 'previousHash' | 'hash'>;
interface Row {
  readonly line: string;
}

class ChainedAuditLog implements AuditLog {
  readonly #commit: GroupCommit;
  readonly #now: () => Date;
  readonly #statements: ReturnType<typeof prepare>;

  constructor(store: Store, now: () => Date) {
    store.exec(SCHEMA);
    this.#commit = GroupCommit.of(store);
    this.#now = now;
    this.#statements = prepare(store);
  }

  asked(request: AuditedRequest, content: string): Promise<void> {
    return this.#append(this.#line('asked', request, { content: content.slice(0, MAX_CONTENT) }));
  }

  answered(request: AuditedRequest, { status, code, transactionIds }: AuditedResult): Promise<void> {
    return this.#append(this.#line('answered', request, { status, code: code ?? null, transactionIds }));
  }

  async settled(origins: readonly WriteOrigin[], { transactionId, isCommitted }: AuditedOutcome): Promise<void> {
    const code = isCommitted ? null : NOT_COMMITTED;
    const transactionIds = transactionId === undefined ? [] : [transactionId];
    const told = transactionId === undefined ? [] : this.#told(transactionId);
    const untold = origins.filter(
      ({ requestId, principal }) =>
        !told.some((line) => line.requestId === requestId && line.principal === principal && line.code === code),
    );
    await Promise.all(untold.map((origin) => this.#append(this.#line('settled', origin, { code, transactionIds }))));
  }

  /** Lines that say what a transaction has written, or that it has not. */
  #told(transactionId: string): readonly AuditLine[] {
    const { ofTransaction } = this.#statements;
    const rows = ofTransaction.all(transactionId, Number.MAX_SAFE_INTEGER, MOST_TOLD) as Row[];
    return rows.map(lineOf).filter(({ phase, status }) => phase === 'settled' || (status ?? 500) < 400);
  }

  list({ limit, before, principal, transactionId }: AuditQuery): readonly AuditLine[] {
    const below = before ?? Number.MAX_SAFE_INTEGER;
    const { all, ofPrincipal, ofTransaction } = this.#statements;
    if (transactionId !== undefined) {
      const lines = (ofTransaction.all(transactionId, below, limit) as Row[]).map(lineOf);
      return principal === undefined ? lines : lines.filter((line) => line.principal === principal);
    }
    const rows = principal === undefined ? all.all(below, limit) : ofPrincipal.all(principal, below, limit);
    return (rows as Row[]).map(lineOf);
  }

  head(): AuditHead {
    const row = this.#statements.last.get() as Row | undefined;
    if (row === undefined) return { sequence: 0, hash: FIRST_HASH };
    const { sequence, hash } = lineOf(row);
    return { sequence, hash };
  }

  verify(): AuditHead {
    let head: AuditHead = { sequence: 0, hash: FIRST_HASH };
    for (;;) {
      const rows = this.#statements.from.all(head.sequence, VERIFIED_AT_ONCE) as Row[];
      if (rows.length === 0) return head;
      for (const row of rows) head = followed(head, row);
    }
  }

  #line(
    phase: AuditLine['phase'],
    request: WriteOrigin & Partial<AuditedRequest>,
    rest: Partial<Pick<AuditLine, 'content' | 'status' | 'code' | 'transactionIds'>>,
  ): Unchained {
    const { requestId, principal, roles = [], userId, operation, method, path } = request;
    return {
      at: this.#now().toISOString(),
      phase,
      requestId,
      principal,
      roles,
      userId: userId ?? null,
      operation,
      method: method ?? null,
      path: path?.slice(0, MAX_PATH) ?? null,
      content: null,
      status: null,
      code: null,
      transactionIds: [],
      ...rest,
    };
  }

  /** The chain goes on from what is on disk: another process may have added a line. */
  #append(unchained: Unchained): Promise<void> {
    return this.#commit.write(() => {
      const before = this.head();
      const sequence = before.sequence + 1;
      const chained = { sequence, ...unchained, previousHash: before.hash };
      const line = JSON.stringify({ ...chained, hash: hashOf(chained) });
      this.#statements.insert.run(sequence, unchained.principal, line);
      for (const id of new Set(unchained.transactionIds)) this.#statements.link.run(id, sequence);
    });
  }
}

function prepare(store: Store) {
  const newest = 'ORDER BY sequence DESC LIMIT ?';
  return {
    insert: store.prepare('INSERT INTO audit_line (sequence, principal, line) VALUES (?, ?, ?)'),
    link: store.prepare('INSERT INTO audit_transaction (transaction_id, sequence) VALUES (?, ?)'),
    last: store.prepare('SELECT line FROM audit_line ORDER BY sequence DESC LIMIT 1'),
    from: store.prepare('SELECT line FROM audit_line WHERE sequence > ? ORDER BY sequence LIMIT ?'),
    all: store.prepare(`SELECT line FROM audit_line WHERE sequence < ? ${newest}`),
    ofPrincipal: store.prepare(`SELECT line FROM audit_line WHERE principal = ? AND sequence < ? ${newest}`),
    ofTransaction: store.prepare(
      `SELECT line FROM audit_transaction JOIN audit_line USING (sequence) WHERE transaction_id = ? AND sequence < ? ${newest}`,
    ),
  };
}

function lineOf({ line }: Row): AuditLine {
  return JSON.parse(line) as AuditLine;
}

function followed(before: AuditHead, row: Row): AuditHead {
  const sequence = before.sequence + 1;
  try {
    const { hash, ...chained } = lineOf(row);
    const isNext = chained.sequence === sequence && chained.previousHash === before.hash;
    if (isNext && hash === hashOf(chained)) return { sequence, hash };
  } catch {
    // Not even JSON.
  }
  throw new BrokenAuditLogError(sequence);
}

/** Over the line's JSON without its hash, the members in the order in which they are written. */
function hashOf(chained: Omit<AuditLine, 'hash'>): string {
  return createHash('sha256').update(JSON.stringify(chained)).digest('hex');
}
