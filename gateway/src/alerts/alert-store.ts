import { randomBytes } from 'node:crypto';

import { CloudfedError, ledgerTime } from '@cloudfed/core';

import { fromExactJson, toExactJson } from '../exact-json.js';
import { GroupCommit } from '../group-commit.js';
import type { Measurement, MeasurementPlace } from '../readmodel/measurements.js';
import type { Store } from '../store.js';
import type { Alert, AlertDetail, AlertKind, AlertRule, Threshold } from './alert.js';
import { judged } from './crossings.js';

export interface NewAlertRule {
  readonly name: string;
  readonly threshold: Threshold;
  readonly createdBy: string;
  /** Set where the request may come again: it then makes no second rule. */
  readonly requestKey?: string | undefined;
}

const MOST_RULES = 200;
/** Older ones are forgotten: the ledger has what they told of. */
const MOST_ALERTS = 100_000;
const ID_BYTES = 8;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS alert_rule (
  rule_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  threshold TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  request_key TEXT UNIQUE,
  is_begun INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS alert_standing (
  rule_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  standing TEXT NOT NULL,
  PRIMARY KEY (rule_id, subject)
) STRICT;
CREATE TABLE IF NOT EXISTS alert_position (
  ledger_channel TEXT PRIMARY KEY,
  block_number INTEGER NOT NULL,
  transaction_index INTEGER NOT NULL,
  ordinal INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS alert (
  alert_id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
`;

interface RuleRow {
  readonly rule_id: string;
  readonly name: string;
  readonly threshold: string;
  readonly created_at: number;
  readonly created_by: string;
  readonly is_begun: number;
}
interface AlertRow {
  readonly alert_id: number;
  readonly record: string;
}

/** Rules, what they have found, and how far the ledger was looked at for them; all of it survives a crash together. */
export class AlertStore {
  readonly #store: Store;
  readonly #statements: ReturnType<typeof prepare>;
  readonly #listeners = new Set<() => void>();
  readonly #now: () => number;

  constructor(store: Store, now: () => number = Date.now) {
    store.exec(SCHEMA);
    this.#store = store;
    this.#now = now;
    this.#statements = prepare(store);
  }

  /** @throws CloudfedError CONFLICT where there are as many as may be */
  async createRule({ name, threshold, createdBy, requestKey }: NewAlertRule): Promise<AlertRule> {
    const { ruleByRequest, countRules, insertRule } = this.#statements;
    const before = requestKey === undefined ? undefined : (ruleByRequest.get(requestKey) as RuleRow | undefined);
    if (before !== undefined) return ruleOf(before);
    if ((countRules.get() as { readonly rules: number }).rules >= MOST_RULES) {
      throw new CloudfedError('CONFLICT', `there are ${MOST_RULES} alert rules already`);
    }
    const ruleId = randomBytes(ID_BYTES).toString('hex');
    await GroupCommit.of(this.#store).write(() => {
      insertRule.run(ruleId, name, toExactJson(threshold), this.#now(), createdBy, requestKey ?? null);
    });
    this.#tell();
    return this.readRule(ruleId);
  }

  /** @throws CloudfedError NOT_FOUND */
  readRule(ruleId: string): AlertRule {
    const row = this.#statements.findRule.get(ruleId) as RuleRow | undefined;
    if (row === undefined) throw new CloudfedError('NOT_FOUND', `ruleId: there is no alert rule ${ruleId}`, 'ruleId');
    return ruleOf(row);
  }

  /** By id, after the one given. */
  listRules(limit: number, after = ''): readonly AlertRule[] {
    return (this.#statements.listRules.all(after, limit) as RuleRow[]).map(ruleOf);
  }

  /** What it has found stays. @throws CloudfedError NOT_FOUND */
  async removeRule(ruleId: string): Promise<AlertRule> {
    const rule = this.readRule(ruleId);
    await GroupCommit.of(this.#store).write(() => {
      this.#statements.deleteRule.run(ruleId);
      this.#statements.deleteStandings.run(ruleId);
    });
    return rule;
  }

  /** Rules that have looked at what there was when they were made, and those that have not. */
  rules(): { readonly begun: readonly AlertRule[]; readonly toBegin: readonly AlertRule[] } {
    const rows = this.#statements.listRules.all('', MOST_RULES) as RuleRow[];
    return {
      begun: rows.filter(({ is_begun }) => is_begun === 1).map(ruleOf),
      toBegin: rows.filter(({ is_begun }) => is_begun === 0).map(ruleOf),
    };
  }

  /** Undefined before anything of the ledger channel was looked at. */
  position(ledgerChannel: string): MeasurementPlace | undefined {
    const row = this.#statements.findPosition.get(ledgerChannel) as MeasurementPlace | undefined;
    if (row === undefined) return undefined;
    const { blockNumber, transactionIndex, ordinal } = row;
    return { blockNumber, transactionIndex, ordinal };
  }

  /** From now on the ledger channels are looked at behind these places. */
  begin(positions: ReadonlyMap<string, MeasurementPlace>): void {
    this.#atomically(() => {
      for (const [ledgerChannel, place] of positions) this.#move(ledgerChannel, place);
    });
  }

  /** Nobody looks, so that the next rule begins with what there is then. */
  rest(): void {
    this.#statements.deletePositions.run();
  }

  /** Holds a new rule against what there was when it was made: what is over already is told once. */
  beginRule({ ruleId }: AlertRule, newest: readonly Measurement[]): readonly Alert[] {
    return this.#atomically(() => {
      // It may have been removed meanwhile.
      const row = this.#statements.findRule.get(ruleId) as RuleRow | undefined;
      if (row === undefined) return [];
      const rule = ruleOf(row);
      const found = newest.flatMap((measurement) =>
        this.#judge(rule, measurement, rule.threshold.kind !== 'price-change'),
      );
      this.#statements.beginRule.run(ruleId);
      return found;
    });
  }

  /** Holds rules against what has come, and moves on behind it. */
  take(ledgerChannel: string, come: readonly Measurement[]): readonly Alert[] {
    return this.#atomically(() => {
      const { begun } = this.rules();
      const found = come.flatMap((measurement) => begun.flatMap((rule) => this.#judge(rule, measurement, true)));
      const last = come.at(-1);
      if (last !== undefined) this.#move(ledgerChannel, last.place);
      return found;
    });
  }

  /** The last one's id; 0 where there is none. */
  head(): number {
    return (this.#statements.head.get() as { readonly head: number | null }).head ?? 0;
  }

  /** Those after one, oldest first. */
  listAfter(alertId: number, limit: number): readonly Alert[] {
    return (this.#statements.listAfter.all(alertId, limit) as AlertRow[]).map(alertOf);
  }

  /** Those before one, newest first. */
  listBefore(alertId: number, limit: number): readonly Alert[] {
    return (this.#statements.listBefore.all(alertId, limit) as AlertRow[]).map(alertOf);
  }

  /** How many subjects stand above a threshold now, by the rule's kind. */
  standing(): ReadonlyMap<AlertKind, number> {
    const counts = new Map<AlertKind, number>([
      ['quota-use', 0],
      ['spend', 0],
    ]);
    for (const rule of this.rules().begun) {
      const { kind } = rule.threshold;
      if (kind === 'price-change') continue;
      const { subjects } = this.#statements.countStandings.get(rule.ruleId) as { readonly subjects: number };
      counts.set(kind, (counts.get(kind) ?? 0) + subjects);
    }
    return counts;
  }

  /** Calls back whenever there are new alerts or rules, until the returned function is called. */
  onNews(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #judge(rule: AlertRule, measurement: Measurement, isTold: boolean): readonly Alert[] {
    const { findStanding, putStanding, deleteStanding } = this.#statements;
    const found: Alert[] = [];
    for (const { subject, judge } of judged(rule.threshold, measurement)) {
      const row = findStanding.get(rule.ruleId, subject) as { readonly standing: string } | undefined;
      const { standing, crossed } = judge(row?.standing);
      if (standing === undefined) {
        if (row !== undefined) deleteStanding.run(rule.ruleId, subject);
      } else if (standing !== row?.standing) putStanding.run(rule.ruleId, subject, standing);
      if (crossed !== undefined && isTold) found.push(this.#tellOf(rule, measurement, crossed));
    }
    return found;
  }

  #tellOf({ ruleId, name }: AlertRule, measurement: Measurement, detail: AlertDetail): Alert {
    const { transactionId, blockNumber, providerId, seconds } = measurement;
    const time = ledgerTime(seconds, 0);
    const alert: Omit<Alert, 'alertId'> = {
      ruleId,
      ruleName: name,
      time,
      providerId,
      transactionId,
      blockNumber,
      detail,
    };
    const { lastInsertRowid } = this.#statements.insertAlert.run(detail.kind, toExactJson(alert));
    const alertId = Number(lastInsertRowid);
    this.#statements.forget.run(alertId - MOST_ALERTS);
    return { alertId, ...alert };
  }

  #move(ledgerChannel: string, { blockNumber, transactionIndex, ordinal }: MeasurementPlace): void {
    this.#statements.putPosition.run(ledgerChannel, blockNumber, transactionIndex, ordinal);
  }

  #atomically<T>(act: () => T): T {
    const result = this.#store.transaction(act)();
    this.#tell();
    return result;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function prepare(store: Store) {
  const place = 'block_number AS blockNumber, transaction_index AS transactionIndex, ordinal';
  return {
    insertRule: store.prepare(
      'INSERT INTO alert_rule (rule_id, name, threshold, created_at, created_by, request_key) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    ruleByRequest: store.prepare('SELECT * FROM alert_rule WHERE request_key = ?'),
    countRules: store.prepare('SELECT count(*) AS rules FROM alert_rule'),
    findRule: store.prepare('SELECT * FROM alert_rule WHERE rule_id = ?'),
    listRules: store.prepare('SELECT * FROM alert_rule WHERE rule_id > ? ORDER BY rule_id LIMIT ?'),
    beginRule: store.prepare('UPDATE alert_rule SET is_begun = 1 WHERE rule_id = ?'),
    deleteRule: store.prepare('DELETE FROM alert_rule WHERE rule_id = ?'),
    findStanding: store.prepare('SELECT standing FROM alert_standing WHERE rule_id = ? AND subject = ?'),
    putStanding: store.prepare('INSERT OR REPLACE INTO alert_standing VALUES (?, ?, ?)'),
    deleteStanding: store.prepare('DELETE FROM alert_standing WHERE rule_id = ? AND subject = ?'),
    deleteStandings: store.prepare('DELETE FROM alert_standing WHERE rule_id = ?'),
    countStandings: store.prepare('SELECT count(*) AS subjects FROM alert_standing WHERE rule_id = ?'),
    findPosition: store.prepare(`SELECT ${place} FROM alert_position WHERE ledger_channel = ?`),
    putPosition: store.prepare('INSERT OR REPLACE INTO alert_position VALUES (?, ?, ?, ?)'),
    deletePositions: store.prepare('DELETE FROM alert_position'),
    insertAlert: store.prepare('INSERT INTO alert (kind, record) VALUES (?, ?)'),
    forget: store.prepare('DELETE FROM alert WHERE alert_id <= ?'),
    head: store.prepare('SELECT max(alert_id) AS head FROM alert'),
    listAfter: store.prepare('SELECT alert_id, record FROM alert WHERE alert_id > ? ORDER BY alert_id LIMIT ?'),
    listBefore: store.prepare('SELECT alert_id, record FROM alert WHERE alert_id < ? ORDER BY alert_id DESC LIMIT ?'),
  };
}

function ruleOf(row: RuleRow): AlertRule {
  return {
    ruleId: row.rule_id,
    name: row.name,
    threshold: fromExactJson(row.threshold) as Threshold,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

function alertOf(row: AlertRow): Alert {
  return { ...(fromExactJson(row.record) as Omit<Alert, 'alertId'>), alertId: row.alert_id };
}
