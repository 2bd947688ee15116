import { type Fen, type UserId, USAGE_KINDS, type UsageKind, type ExactAmount, roundHalfUp } from '@cloudfed/core';

import type { Statement, StatementEntry } from '../fabric/billing-port.js';

/** What one user's metered usage adds to a statement. */
export interface UsageShare {
  readonly kind: UsageKind;
  readonly userId: UserId;
  readonly records: number;
  readonly exactAmount: ExactAmount;
  /** Fen, so that all shares together are the statement's line. */
  readonly amount: Fen;
}

/** Adds up the metered usage of a statement by user. */
export class UsageShares {
  readonly #sums = new Map<string, { records: number; exact: bigint }>();

  add({ kind, userId, records, exactAmount }: StatementEntry): void {
    if (exactAmount === undefined) return;
    const key = `${kind} ${userId}`;
    const before = this.#sums.get(key) ?? { records: 0, exact: 0n };
    this.#sums.set(key, { records: before.records + (records ?? 0), exact: before.exact + BigInt(exactAmount) });
  }

  /**
   * The shares, by kind and user. Each is the difference of two rounded sums, as the line itself is, so that they add up
   * to it to the fen.
   *
   * @param before the exact cost on all statements before, of each kind
   */
  shares(before: Readonly<Record<UsageKind, bigint>>): readonly UsageShare[] {
    return USAGE_KINDS.flatMap((kind) => {
      let so = before[kind];
      const ofKind = [...this.#sums]
        .filter(([key]) => key.startsWith(`${kind} `))
        .sort(([one], [other]) => (one < other ? -1 : 1));
      return ofKind.map(([key, { records, exact }]): UsageShare => {
        const start = roundHalfUp(so as ExactAmount);
        so += exact;
        const amount = (roundHalfUp(so as ExactAmount) - start) as Fen;
        return {
          kind,
          userId: key.slice(kind.length + 1) as UserId,
          records,
          exactAmount: exact as ExactAmount,
          amount,
        };
      });
    });
  }
}

/** The exact cost of usage before a statement. */
export function usageBefore(statement: Pick<Statement, 'lines'>): Readonly<Record<UsageKind, ExactAmount>> {
  const of = (kind: UsageKind): ExactAmount => {
    const line = statement.lines.find((one) => one.kind === kind);
    return BigInt(line?.exactBefore ?? '0') as ExactAmount;
  };
  return { ECSUsage: of('ECSUsage'), OSSUsage: of('OSSUsage') };
}

/** What a line or an entry adds to what is owed. */
export function signed(kind: StatementEntry['kind'], amount: Fen): bigint {
  return kind === 'credit' ? 0n - amount : amount;
}
