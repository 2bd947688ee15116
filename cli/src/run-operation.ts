import { writeFileSync } from 'node:fs';

import { type GatewayClient, newGatewayClient } from '@cloudfed/client';

import { send } from './call.js';
import { doEach } from './each.js';
import { EXIT, UsageError } from './exit-codes.js';
import type { Io } from './io.js';
import type { Operation } from './operation.js';
import { listTable, recordTable } from './table.js';
import { isExposed, resolveTarget, type TargetOptions } from './target.js';
import { callOf, parseJson, readInput, type Values } from './values.js';

/** What every command takes. */
export interface CommonOptions extends TargetOptions {
  readonly json?: boolean;
}

export interface OperationOptions extends CommonOptions {
  /** A JSON object of values, or the body as it is. */
  readonly file?: string;
  readonly each?: string;
  readonly parallel?: number;
  readonly all?: boolean;
  readonly output?: string;
  readonly idempotencyKey?: string;
}

interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly nextCursor: string | null;
}

const DEFAULT_PARALLEL = 20;
const LARGEST_PAGE = '1000';

/** @throws UsageError */
export function connect(options: CommonOptions, io: Io): GatewayClient {
  const target = resolveTarget(options, io.environment);
  if (isExposed(target)) io.err('warning: the token goes over plain HTTP; whoever is on the way can read it\n');
  return newGatewayClient(target);
}

/** @returns the exit code @throws UsageError, GatewayError, UnreachableError */
export async function runOperation(
  operation: Operation,
  given: Values,
  options: OperationOptions,
  io: Io,
): Promise<number> {
  const gateway = connect(options, io);
  const isJson = options.json === true;
  if (options.each !== undefined) {
    const { each: file, parallel = DEFAULT_PARALLEL } = options;
    return doEach(gateway, operation, { file, parallel, isJson, common: given }, io);
  }
  const { values, raw } = inputOf(operation, given, options.file);
  if (options.all === true) return listAll(gateway, operation, values, isJson, io);
  const { idempotencyKey } = options;
  const answer = await send(gateway, callOf(operation, values, raw), { signal: io.signal, idempotencyKey });
  if (options.output !== undefined) writeFileSync(options.output, answer.bytes);
  else if (answer.json === undefined) io.out(answer.bytes);
  else if (isJson) io.out(`${JSON.stringify(answer.json)}\n`);
  else io.out(forPeople(operation, answer.json));
  return EXIT.done;
}

function inputOf(operation: Operation, given: Values, file: string | undefined): { values: Values; raw?: string } {
  if (file === undefined) {
    if (operation.bodyType !== undefined && operation.body === undefined) {
      throw new UsageError(`--file is needed: the body, ${operation.bodyType}`);
    }
    return { values: given };
  }
  const text = readInput(file);
  if (operation.body === undefined) return { values: given, raw: text };
  const read = parseJson(text, file);
  if (typeof read !== 'object' || read === null || Array.isArray(read)) {
    throw new UsageError(`${file} is no JSON object`);
  }
  return { values: { ...read, ...given } };
}

/** A record a line for programs; one table for people. */
async function listAll(
  gateway: GatewayClient,
  operation: Operation,
  values: Values,
  isJson: boolean,
  io: Io,
): Promise<number> {
  const records: Page['items'][number][] = [];
  let count = 0;
  let cursor: string | undefined;
  do {
    const asked = { limit: LARGEST_PAGE, ...values, ...(cursor === undefined ? {} : { cursor }) };
    const { json } = await send(gateway, callOf(operation, asked), { signal: io.signal });
    const page = json as Page;
    count += page.items.length;
    if (isJson) for (const item of page.items) io.out(`${JSON.stringify(item)}\n`);
    else records.push(...page.items);
    if (io.isTerminal) io.err(`\r${String(count)} records`);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  if (io.isTerminal) io.err('\r\u001b[K');
  if (!isJson) io.out(listTable(operation.operationId, records));
  return EXIT.done;
}

function forPeople(operation: Operation, json: unknown): string {
  if (operation.answer?.isList === true) {
    const { items, nextCursor } = json as Page;
    const more = nextCursor === null ? '' : `There is more: --all, or --cursor ${nextCursor}\n`;
    return listTable(operation.operationId, items) + more;
  }
  return recordTable(json as Readonly<Record<string, unknown>>);
}
