import { GroupCommit } from './group-commit.js';
import type { Store } from './store.js';

/** A write that somebody asks for. */
export interface AuditedRequest {
  readonly requestId: string;
  /** Who: the token's `sub`. */
  readonly principal: string;
  readonly roles: readonly string[];
  readonly userId: string | undefined;
  /** What: the operation, and where it was asked for. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
}

/** What became of it. */
export interface AuditedResult {
  readonly status: number;
  /** The error's code, where it was refused. */
  readonly code: string | undefined;
  readonly transactionIds: readonly string[];
}

/** A row of the audit log, as it is read. */
export interface AuditRow extends AuditedRequest {
  readonly sequence: number;
  readonly at: string;
  /** `asked` before the ledger is, with what was asked; `answered` after. */
  readonly phase: 'asked' | 'answered';
  readonly content: string | undefined;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly transactionIds: readonly string[];
}

/**
 * Who asked the gateway to write what, and what became of it. Rows are only ever added; each is on disk when its promise
 * resolves, so nothing is asked of the ledger without a row that says who asks.
 */
export interface AuditLog {
  asked(request: AuditedRequest, content: string): Promise<void>;
  answered(request: AuditedRequest, result: AuditedResult): Promise<void>;
  /** The newest rows first. */
  last(count: number): readonly AuditRow[];
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS audit_log (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('asked', 'answered')),
  request_id TEXT NOT NULL,
  principal TEXT NOT NULL,
  roles TEXT NOT NULL,
  user_id TEXT,
  operation TEXT NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  content TEXT,
  status INTEGER,
  code TEXT,
  transaction_ids TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS audit_log_is_not_changed BEFORE UPDATE ON audit_log
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS audit_log_is_not_deleted BEFORE DELETE ON audit_log
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
`;
const COLUMNS =
  'at, phase, request_id, principal, roles, user_id, operation, method, path, content, status, code, transaction_ids';
const MAX_CONTENT = 4_096;
const MAX_PATH = 512;

export function newAuditLog(store: Store, now: () => Date = () => new Date()): AuditLog {
  store.exec(SCHEMA);
  const commit = GroupCommit.of(store);
  const insert = store.prepare(`INSERT INTO audit_log (${COLUMNS}) VALUES (${Array(13).fill('?').join(', ')})`);
  const list = store.prepare(`SELECT sequence, ${COLUMNS} FROM audit_log ORDER BY sequence DESC LIMIT ?`);
  const append = (
    phase: AuditRow['phase'],
    request: AuditedRequest,
    rest: { readonly content?: string } & Partial<AuditedResult>,
  ): Promise<void> => {
    const at = now().toISOString();
    return commit.write(() => {
      insert.run(
        at,
        phase,
        request.requestId,
        request.principal,
        request.roles.join(' '),
        request.userId ?? null,
        request.operation,
        request.method,
        request.path.slice(0, MAX_PATH),
        rest.content?.slice(0, MAX_CONTENT) ?? null,
        rest.status ?? null,
        rest.code ?? null,
        (rest.transactionIds ?? []).join(' '),
      );
    });
  };
  return {
    asked: (request, content) => append('asked', request, { content }),
    answered: (request, result) => append('answered', request, result),
    last: (count) => (list.all(count) as Record<string, string | number | null>[]).map(rowOf),
  };
}

function rowOf(row: Record<string, string | number | null>): AuditRow {
  const words = (name: string): readonly string[] =>
    text(row[name])
      .split(' ')
      .filter((word) => word !== '');
  const optional = (name: string): string | undefined => (row[name] == null ? undefined : text(row[name]));
  return {
    sequence: Number(row['sequence']),
    at: text(row['at']),
    phase: row['phase'] === 'asked' ? 'asked' : 'answered',
    requestId: text(row['request_id']),
    principal: text(row['principal']),
    roles: words('roles'),
    userId: optional('user_id'),
    operation: text(row['operation']),
    method: text(row['method']),
    path: text(row['path']),
    content: optional('content'),
    status: row['status'] == null ? undefined : Number(row['status']),
    code: optional('code'),
    transactionIds: words('transaction_ids'),
  };
}

function text(value: string | number | null | undefined): string {
  return value == null ? '' : String(value);
}
