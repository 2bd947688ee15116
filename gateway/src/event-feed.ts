import { argumentError } from '@cloudfed/core';

import type { Alert } from './alerts/alert.js';
import type { AlertStore } from './alerts/alert-store.js';
import type { EventRequest, LedgerEvent, LedgerPort } from './fabric/ledger-port.js';

/** What a gateway tells of: what transactions changed, and thresholds that were crossed. */
export type FeedEvent = {
  /** Where to go on after it; opaque, safe in a header. */
  readonly position: string;
} & ({ readonly type: 'changes'; readonly event: LedgerEvent } | { readonly type: 'alert'; readonly alert: Alert });

/** One sequence of the ledger's events and the alerts, which goes on behind any of them. */
export interface EventFeed {
  /** Behind everything there is now. @throws CloudfedError UNAVAILABLE */
  head(): Promise<string>;
  /** @throws CloudfedError INVALID_ARGUMENT (`after`), UNAVAILABLE */
  events(request: EventRequest): AsyncGenerator<FeedEvent, void>;
}

type AlertSource = Pick<AlertStore, 'head' | 'listAfter' | 'onNews'>;

const SEPARATOR = '~~';
const PAGE = 100;
const POSITION = /^(.*?)(?:~~(0|[1-9][0-9]{0,14}))?$/su;

export function newEventFeed(ledger: Pick<LedgerPort, 'events' | 'eventHead'>, alerts: AlertSource): EventFeed {
  return {
    head: async () => formatPosition(await ledger.eventHead(), alerts.head()),
    events: (request) => merged(ledger, alerts, request),
  };
}

async function* merged(
  ledger: Pick<LedgerPort, 'events' | 'eventHead'>,
  alerts: AlertSource,
  { after, signal: given }: EventRequest,
): AsyncGenerator<FeedEvent, void> {
  // Alerts first: one that is found meanwhile is told rather than passed over.
  let { alert, ledger: place } =
    after === undefined ? { alert: alerts.head(), ledger: undefined } : parsePosition(after);
  place ??= await ledger.eventHead();
  if (alert > alerts.head()) throw argumentError('after', 'is of another gateway: this one has told of fewer alerts');
  const over = new AbortController();
  const signal = given === undefined ? over.signal : AbortSignal.any([given, over.signal]);
  const ofLedger = ledger.events({ after: place, signal })[Symbol.asyncIterator]();
  const ofAlerts = alertsAfter(alerts, alert, signal);
  let nextEvent = ofLedger.next();
  let nextAlert = ofAlerts.next();
  try {
    for (;;) {
      const come = await Promise.race([
        nextEvent.then((event) => ({ event, alert: undefined })),
        nextAlert.then((found) => ({ alert: found, event: undefined })),
      ]);
      if ((come.event ?? come.alert).done === true) return;
      if (come.event?.done === false) {
        const event = come.event.value;
        place = event.position;
        yield { type: 'changes', event, position: formatPosition(place, alert) };
        nextEvent = ofLedger.next();
      } else if (come.alert?.done === false) {
        alert = come.alert.value.alertId;
        yield { type: 'alert', alert: come.alert.value, position: formatPosition(place, alert) };
        nextAlert = ofAlerts.next();
      }
    }
  } finally {
    over.abort();
    nextEvent.catch(() => undefined);
    nextAlert.catch(() => undefined);
    void ofLedger.return?.().catch(() => undefined);
  }
}

async function* alertsAfter(alerts: AlertSource, alertId: number, signal: AbortSignal): AsyncGenerator<Alert, void> {
  let isNews = false;
  let wake: (() => void) | undefined;
  const heard = (): void => {
    isNews = true;
    wake?.();
  };
  const leave = alerts.onNews(heard);
  signal.addEventListener('abort', heard);
  try {
    for (let last = alertId; !signal.aborted;) {
      isNews = false;
      const some = alerts.listAfter(last, PAGE);
      for (const alert of some) {
        yield alert;
        last = alert.alertId;
      }
      if (some.length > 0 || isHeard(isNews)) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    leave();
    signal.removeEventListener('abort', heard);
  }
}

/** The value may have changed since it was set. */
function isHeard(news: boolean): boolean {
  return news;
}

function formatPosition(ledger: string, alert: number): string {
  return `${ledger}${SEPARATOR}${alert}`;
}

/** A position without a part for alerts is of before there were any. */
function parsePosition(text: string): { readonly ledger: string; readonly alert: number } {
  const [, ledger = '', alert = '0'] = POSITION.exec(text) ?? [];
  return { ledger, alert: Number(alert) };
}
