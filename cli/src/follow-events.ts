import { EXIT } from './exit-codes.js';
import type { Io } from './io.js';
import { type CommonOptions, connect } from './run-operation.js';
import { plain } from './table.js';

export interface FollowOptions extends CommonOptions {
  readonly after?: string;
}

/** Tells events until it is ended. @throws GatewayError where the gateway refuses for good */
export async function followEvents({ after, ...options }: FollowOptions, io: Io): Promise<number> {
  const gateway = connect(options, io);
  for await (const event of gateway.events({ signal: io.signal, ...(after === undefined ? {} : { after }) })) {
    if (options.json === true) {
      io.out(`${JSON.stringify(event)}\n`);
      continue;
    }
    const counterparty = event.counterpartyId ?? 'all';
    for (const { kind, id } of event.changes) {
      io.out(plain(`${event.blockNumber.toString().padStart(6)}  ${counterparty.padEnd(5)}  ${kind}  ${id}`) + '\n');
    }
  }
  return EXIT.done;
}
