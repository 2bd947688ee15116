import type { RunningFederation } from '@cloudfed/federation';

export interface StreamedEvent {
  readonly id: string;
  readonly data: {
    readonly transactionId: string;
    /** The other organization; null on the ledger channel of all. */
    readonly counterpartyId: string | null;
    readonly changes: readonly { readonly kind: string; readonly id: string }[];
  };
}

export interface EventReading {
  readonly orgId: string;
  /** The place to go on from, as the header `Last-Event-ID` has it. */
  readonly after: string;
  /** The last event to be read. */
  readonly until: (event: StreamedEvent) => boolean;
  /** Events to be read at most, however many come. */
  readonly most?: number;
}

/** Reads an org's event stream, then hangs up. */
export async function readEvents(
  federation: RunningFederation,
  { orgId, after, until, most = Number.POSITIVE_INFINITY }: EventReading,
): Promise<readonly StreamedEvent[]> {
  const org = federation.file.orgs.find((member) => member.orgId === orgId);
  const response = await fetch(new URL('/v1/events', org?.gatewayUrl), {
    headers: { authorization: `Bearer ${org?.tokens.operator ?? ''}`, 'last-event-id': after },
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok || response.body === null) throw new Error(`the events are refused: ${await response.text()}`);
  const events: StreamedEvent[] = [];
  let text = '';
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    const messages = (text + part).split('\n\n');
    text = messages.pop() ?? '';
    for (const event of messages.flatMap((message) => eventOf(message) ?? [])) {
      events.push(event);
      if (until(event) || events.length >= most) return events;
    }
  }
  throw new Error('the event stream ended');
}

/** Undefined for what is no event: a comment, or how soon to come again. */
function eventOf(message: string): StreamedEvent | undefined {
  const [, id] = /^id: (.*)$/mu.exec(message) ?? [];
  const [, data] = /^data: (.*)$/mu.exec(message) ?? [];
  if (id === undefined || data === undefined) return undefined;
  return { id, data: JSON.parse(data) as StreamedEvent['data'] };
}
