import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// Stands in for the chaincode while the measure ledger.totals builds its state: it writes rows as bills and roll-ups leave
// them, thousands in a transaction. Whether they are as the chaincode writes them, the chaincode's own total tells.

interface Stub {
  getFunctionAndParameters(): { readonly fcn: string; readonly params: readonly string[] };
  createCompositeKey(type: string, attributes: readonly string[]): string;
  putState(key: string, value: Uint8Array): Promise<void>;
}

interface Shim {
  success(): unknown;
  error(message: Uint8Array): unknown;
  server(chaincode: unknown, options: object): { start(): Promise<void> };
}

const require = createRequire(createRequire(import.meta.url).resolve('@cloudfed/chaincode/package.json'));
const shim = require('fabric-shim') as Shim;

const TYPE = 'ECSBill';
const HOUR_DIGITS = 8;
/** A row is there to be passed by, so it need not be a whole bill; this is about a quarter of one. */
const FILLER = 'x'.repeat(240);

const seeding = {
  Init: () => Promise.resolve(shim.success()),
  async Invoke(stub: Stub): Promise<unknown> {
    const { fcn, params } = stub.getFunctionAndParameters();
    const put = (type: string, attributes: readonly string[], value: object | string): Promise<void> =>
      stub.putState(
        stub.createCompositeKey(type, attributes),
        Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
      );
    const numbers = params.map(Number);
    if (fcn === 'bills') await putBills(put, numbers);
    else if (fcn === 'rolledUp') await putRollups(put, numbers);
    else if (fcn === 'open') await putOpen(put, numbers);
    else return shim.error(Buffer.from(`there is no ${fcn}`));
    return shim.success();
  },
};

type Put = (type: string, attributes: readonly string[], value: object | string) => Promise<void>;

/** Bills from one number on. */
async function putBills(put: Put, [from = 0, count = 0]: readonly number[]): Promise<void> {
  for (let at = from; at < from + count; at += 1) {
    const instanceID = `b${String(at).padStart(9, '0')}`;
    const bill = { objectType: TYPE, providerID: '00001', userID: '00002001', instanceID, totalCost: 48, FILLER };
    await put(TYPE, ['00001', '00002001', instanceID], bill);
  }
}

/** That so many bills, of 48 fen each, are rolled up through an hour. */
async function putRollups(put: Put, [count = 0, through = 0]: readonly number[]): Promise<void> {
  const rollup = { objectType: 'TotalRollup', through, total: String(48 * count), count };
  await put('totalRollup', ['P', '00001', TYPE], rollup);
  await put('totalRollup', ['U', '00002001', TYPE], rollup);
  await put('closedThrough', [], String(through));
}

/** Rows of the open hour, a bill each. */
async function putOpen(put: Put, [count = 0, hour = 0]: readonly number[]): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const place = [TYPE, String(hour).padStart(HOUR_DIGITS, '0'), String(at).padStart(64, '0')];
    await put('totalDelta', ['P', '00001', ...place], { total: '48', count: 1 });
    await put('totalDelta', ['U', '00002001', ...place], { total: '48', count: 1 });
  }
}

const { env } = process;
await shim
  .server(seeding, {
    ccid: env['CHAINCODE_ID'],
    address: env['CHAINCODE_SERVER_ADDRESS'],
    tlsProps: {
      key: readFileSync(env['CHAINCODE_TLS_KEY'] ?? ''),
      cert: readFileSync(env['CHAINCODE_TLS_CERT'] ?? ''),
    },
    'grpc.max_send_message_length': -1,
    'grpc.max_receive_message_length': -1,
  })
  .start();
console.log('ready');
