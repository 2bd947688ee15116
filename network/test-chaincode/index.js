import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Contract } from 'fabric-contract-api';

/** One function for each thing a chaincode can ask of a peer. Every answer is text. */
class ProbeContract extends Contract {
  constructor() {
    super('probe');
  }

  async put(ctx, key, value) {
    await ctx.stub.putState(key, Buffer.from(value));
    return value;
  }

  async putMany(ctx, prefix, count) {
    for (let index = 0; index < Number(count); index += 1) {
      await ctx.stub.putState(`${prefix}${String(index).padStart(6, '0')}`, Buffer.from(String(index)));
    }
    return count;
  }

  async get(ctx, key) {
    return (await ctx.stub.getState(key)).toString();
  }

  async remove(ctx, key) {
    await ctx.stub.deleteState(key);
    return '';
  }

  /** Reads a key and writes it: two at once conflict. */
  async increment(ctx, key) {
    const next = Number((await ctx.stub.getState(key)).toString() || '0') + 1;
    await ctx.stub.putState(key, Buffer.from(String(next)));
    return String(next);
  }

  /** Writes a key and then reads it: a transaction does not see its own writes. */
  async writeThenRead(ctx, key, value) {
    await ctx.stub.putState(key, Buffer.from(value));
    return (await ctx.stub.getState(key)).toString();
  }

  async range(ctx, start, end) {
    return JSON.stringify(await collect(ctx.stub.getStateByRange(start, end)));
  }

  async page(ctx, start, end, size, bookmark) {
    const { iterator, metadata } = await ctx.stub.getStateByRangeWithPagination(start, end, Number(size), bookmark);
    const entries = [];
    for (let result = await iterator.next(); !result.done; result = await iterator.next()) {
      entries.push([result.value.key, result.value.value.toString()]);
    }
    await iterator.close();
    return JSON.stringify({ entries, bookmark: metadata.bookmark, count: metadata.fetchedRecordsCount });
  }

  /** Counts a range into a key: a row that appears meanwhile is a phantom. */
  async countRange(ctx, start, end, target) {
    const count = (await collect(ctx.stub.getStateByRange(start, end))).length;
    await ctx.stub.putState(target, Buffer.from(String(count)));
    return String(count);
  }

  /** Reads only the first `limit` rows of a range, and writes their number. */
  async countFirst(ctx, start, end, limit, target) {
    const iterator = await ctx.stub.getStateByRange(start, end);
    let count = 0;
    while (count < Number(limit) && !(await iterator.next()).done) count += 1;
    await iterator.close();
    await ctx.stub.putState(target, Buffer.from(String(count)));
    return String(count);
  }

  async putComposite(ctx, type, attributes, value) {
    await ctx.stub.putState(ctx.stub.createCompositeKey(type, JSON.parse(attributes)), Buffer.from(value));
    return value;
  }

  async composite(ctx, type, attributes) {
    const entries = await collect(ctx.stub.getStateByPartialCompositeKey(type, JSON.parse(attributes)));
    return JSON.stringify(entries.map(([key, value]) => [ctx.stub.splitCompositeKey(key).attributes, value]));
  }

  async history(ctx, key) {
    const entries = [];
    for await (const { txId, isDelete, value, timestamp } of ctx.stub.getHistoryForKey(key)) {
      entries.push({ txId, isDelete, value: value.toString(), seconds: Number(timestamp.seconds) });
    }
    return JSON.stringify(entries);
  }

  async emit(ctx, name, payload) {
    await ctx.stub.putState(`event.${ctx.stub.getTxID()}`, Buffer.from(payload));
    ctx.stub.setEvent(name, Buffer.from(payload));
    return ctx.stub.getTxID();
  }

  async fail(_ctx, message) {
    throw new Error(message);
  }

  async caller(ctx) {
    const { seconds } = ctx.stub.getTxTimestamp();
    return JSON.stringify({
      mspId: ctx.clientIdentity.getMSPID(),
      id: ctx.clientIdentity.getID(),
      seconds: Number(seconds),
      channel: ctx.stub.getChannelID(),
      peerMspId: ctx.stub.getMspID(),
    });
  }

  async transient(ctx, name) {
    return ctx.stub.getTransient().get(name)?.toString() ?? '';
  }

  /** Another value each time it runs, so that two orgs never agree. */
  async nondeterministic(ctx, key) {
    await ctx.stub.putState(key, Buffer.from(randomUUID()));
    return '';
  }

  async wait(_ctx, milliseconds) {
    await delay(Number(milliseconds));
    return milliseconds;
  }

  async callOther(ctx, chaincode) {
    const { status, message } = await ctx.stub.invokeChaincode(chaincode, ['get', 'key'], '');
    return `${status} ${message}`;
  }

  async privateGet(ctx, collection, key) {
    return (await ctx.stub.getPrivateData(collection, key)).toString();
  }

  async richQuery(ctx, query) {
    return JSON.stringify(await collect(ctx.stub.getQueryResult(query)));
  }
}

async function collect(results) {
  const entries = [];
  for await (const { key, value } of results) entries.push([key, value.toString()]);
  return entries;
}

export const contracts = [ProbeContract];
