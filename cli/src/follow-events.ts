import type { GatewayEvent } from '@cloudfed/client';

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
    for (const words of linesOf(event)) {
      io.out(plain([event.blockNumber.toString().padStart(6), ...words].join('  ')) + '\n');
    }
  }
  return EXIT.done;
}

/** With whom, what, and of which record; of an alert, whose price or quota it is about, and the rule that tells. */
function linesOf(event: GatewayEvent): readonly (readonly string[])[] {
  if (event.type === 'alert') return [[event.providerId, `alert ${event.detail.kind}`, event.ruleName]];
  const counterparty = (event.counterpartyId ?? 'all').padEnd(5);
  return event.changes.map(({ kind, id }) => [counterparty, kind, id]);
}
