import { argumentError, CloudfedError, parseId, type RecordId } from '@cloudfed/core';

import type { Transaction } from '../ledger/transaction.js';
import { takeArguments } from './arguments.js';
import { billedECS, billedOSS } from './bills.js';
import { importECSResource } from './history.js';
import { metering } from './organizations.js';
import { initPrice, schedulePrice, updatePrice } from './prices.js';
import { foldHinted, loadQuotaUse } from './quota-use.js';
import { allowProviderOpen, closeQuota, initInitialQuota, loadQuota, updateQuota } from './quotas.js';
import { initECSResource, initOSSResource, releaseOSS } from './resources.js';
import { recordLateUsage } from './usage-late.js';

/** Most writes in one group. */
export const MAX_ITEMS = 500;
const MAX_HINTS = 1_000;
const MAX_GROUP_LENGTH = 2_000_000;
const MAX_ITEM_ARGUMENTS = 24;
/** A record goes into the answer, the event and the writes, and clients and orderers refuse messages of 4 MB. */
const MAX_ANSWER_LENGTH = 1_000_000;

/** The writes that may be grouped; each answers JSON. */
const GROUPABLE = new Map(
  Object.entries({
    initInitialQuota,
    updateQuota,
    closeQuota,
    allowProviderOpen,
    initPrice,
    updatePrice,
    schedulePrice,
    initECSResource,
    initOSSResource,
    billedECS,
    billedOSS,
    releaseOSS,
    importECSResource,
    recordLateUsage,
  }),
);

interface Item {
  readonly fn: string;
  readonly args: readonly string[];
}

interface Group {
  readonly fold: ReadonlyMap<RecordId, readonly RecordId[]>;
  readonly items: readonly Item[];
}

/**
 * `group(json)`: several writes of one signer in one transaction, in order, each with a result of its own.
 * `{"fold":{"<quotaID>":["<hint>",…]},"items":[{"fn":"…","args":["…",…]},…]}` answers
 * `{"results":[{"ok":<record>}|{"error":"CODE: sentence"},…]}`. A refused item writes nothing; where all are refused,
 * the transaction writes nothing.
 */
export async function group(tx: Transaction, args: readonly string[]): Promise<string> {
  const { json } = takeArguments(['json'], args, { maxLength: MAX_GROUP_LENGTH });
  const { fold, items } = parseGroup(json);
  if (fold.size > 0) await foldAll(tx, fold);
  const results: string[] = [];
  let succeeded = 0;
  let length = 0;
  for (const item of items) {
    const outcome = await runItem(tx, item, length === 0 ? Infinity : MAX_ANSWER_LENGTH - length);
    if (outcome.ok) succeeded += 1;
    length += outcome.text.length;
    results.push(outcome.text);
  }
  if (items.length > 0 && succeeded === 0) tx.discard();
  return `{"results":[${results.join(',')}]}`;
}

interface Outcome {
  readonly ok: boolean;
  readonly text: string;
}

/** Runs one item; an answer longer than the room that is left is refused like any other failure. */
async function runItem(tx: Transaction, item: Item, room: number): Promise<Outcome> {
  const nested = tx.nested();
  try {
    const operation = GROUPABLE.get(item.fn);
    if (operation === undefined) throw argumentError('fn', `must be one of ${[...GROUPABLE.keys()].join(', ')}`);
    const text = await operation(nested, item.args);
    if (text.length > room) throw new CloudfedError('LIMIT_EXCEEDED', 'the group is full; send this in the next one');
    nested.keep();
    return { ok: true, text: `{"ok":${text}}` };
  } catch (error) {
    // Only a refusal concerns the item alone; a fault of the ledger concerns the transaction.
    if (!(error instanceof CloudfedError)) throw error;
    return { ok: false, text: `{"error":${JSON.stringify(error.toWire())}}` };
  }
}

async function foldAll(tx: Transaction, fold: Group['fold']): Promise<void> {
  await metering(tx);
  for (const [quotaId, hints] of fold) {
    const quota = await loadQuota(tx, quotaId);
    const use = quota && (await loadQuotaUse(tx, quota.providerID, quota.resource_userID));
    // A hint may come late: its quota may be closed by now.
    if (use?.quotaId === quotaId) await foldHinted(tx, use, hints);
  }
}

function parseGroup(json: string): Group {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw argumentError('json', 'is not JSON');
  }
  if (!isPlainObject(parsed)) throw argumentError('json', 'must be an object');
  const { fold = {}, items = [], ...others } = parsed;
  if (Object.keys(others).length > 0) throw argumentError('json', 'has fields other than fold and items');
  return { fold: parseFold(fold), items: parseItems(items) };
}

function parseItems(value: unknown): readonly Item[] {
  if (!Array.isArray(value)) throw argumentError('items', 'must be a list');
  if (value.length > MAX_ITEMS) throw argumentError('items', `are more than ${MAX_ITEMS}`);
  return value.map((item: unknown, index) => {
    const name = `items[${index}]`;
    if (!isPlainObject(item) || typeof item.fn !== 'string') throw argumentError(name, 'must be {"fn","args"}');
    if (!isTextList(item.args) || item.args.length > MAX_ITEM_ARGUMENTS || Object.keys(item).length !== 2) {
      throw argumentError(name, 'must be {"fn","args"} with a list of texts');
    }
    return { fn: item.fn, args: item.args };
  });
}

function parseFold(value: unknown): Group['fold'] {
  if (!isPlainObject(value)) throw argumentError('fold', 'must be an object');
  const fold = new Map<RecordId, readonly RecordId[]>();
  let count = 0;
  for (const [quotaId, hints] of Object.entries(value)) {
    if (!isTextList(hints)) throw argumentError('fold', 'must have a list of texts for each quota');
    count += hints.length;
    if (count > MAX_HINTS) throw argumentError('fold', `has more than ${MAX_HINTS} hints`);
    fold.set(
      parseId(quotaId, 'fold'),
      hints.map((hint) => parseId(hint, 'fold')),
    );
  }
  return fold;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
