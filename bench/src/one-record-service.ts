import { createRequire } from 'node:module';

// The peer of the measure ledger.single where no Go is at hand: one record a transaction, no checks.

interface Stub {
  getFunctionAndParameters(): { readonly fcn: string; readonly params: readonly string[] };
  getState(key: string): Promise<Uint8Array>;
  putState(key: string, value: Uint8Array): Promise<void>;
}

interface Shim {
  success(): unknown;
  error(message: Uint8Array): unknown;
  server(chaincode: unknown, options: object): { start(): Promise<void> };
}

const shim = createRequire(createRequire(import.meta.url).resolve('@cloudfed/chaincode/package.json'))(
  'fabric-shim',
) as Shim;

const oneRecord = {
  Init: () => Promise.resolve(shim.success()),
  async Invoke(stub: Stub): Promise<unknown> {
    const { fcn, params } = stub.getFunctionAndParameters();
    const [id, record] = params;
    if (fcn !== 'open' || id === undefined || record === undefined) return refusal('open takes an id and a record');
    if ((await stub.getState(id)).length > 0) return refusal('there is one of that id');
    await stub.putState(id, Buffer.from(record));
    return shim.success();
  },
};

function refusal(sentence: string): unknown {
  return shim.error(Buffer.from(sentence));
}

await shim
  .server(oneRecord, {
    ccid: process.env['CHAINCODE_ID'],
    address: process.env['CHAINCODE_SERVER_ADDRESS'],
  })
  .start();
