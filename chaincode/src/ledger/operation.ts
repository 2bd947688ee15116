import { CloudfedError } from '@cloudfed/core';
import type { Context } from 'fabric-contract-api';

import { Transaction } from './transaction.js';

/** A function of a contract: what it answers is a text. */
export type Operation = (tx: Transaction, args: readonly string[]) => Promise<string>;

let underWay = 0;

/** How many transactions are being simulated now; the service waits for them when it stops. */
export function transactionsUnderWay(): number {
  return underWay;
}

/** Runs one function: its writes reach the ledger only if it answers; its errors become `CODE: sentence`. */
export async function run(ctx: Context, operation: Operation, args: readonly string[]): Promise<string> {
  underWay += 1;
  try {
    const tx = Transaction.of(ctx);
    const answer = await operation(tx, args);
    await tx.finish(ctx.stub);
    return answer;
  } catch (error) {
    if (error instanceof CloudfedError) throw new Error(error.toWire(), { cause: error });
    console.error(JSON.stringify({ level: 'error', txId: ctx.stub.getTxID(), fault: faultOf(error) }));
    throw new Error('INTERNAL: an unexpected fault, which the chaincode service has logged', { cause: error });
  } finally {
    underWay -= 1;
  }
}

function faultOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
