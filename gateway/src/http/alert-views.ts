import { formatQuantity, toRfc3339 } from '@cloudfed/core';
import type { z } from 'zod';

import type { Alert, AlertDetail, AlertRule, Threshold } from '../alerts/alert.js';
import type { alertRuleSchema, alertSchema } from './alert-schemas.js';
import { priceView, timeOf } from './views.js';

type DetailView = z.infer<typeof alertSchema>['detail'];

export function alertRuleView(rule: AlertRule): z.infer<typeof alertRuleSchema> {
  const { ruleId, name, threshold, createdAt, createdBy } = rule;
  const nothing = { consumerId: null, quotaId: null, userId: null, perUser: null, percent: null, amount: null };
  return {
    ruleId,
    name,
    kind: threshold.kind,
    providerId: threshold.providerId ?? null,
    ...nothing,
    ...ownFields(threshold),
    createdTime: timeOf(createdAt),
    createdBy,
  };
}

function ownFields(threshold: Threshold): Partial<z.infer<typeof alertRuleSchema>> {
  switch (threshold.kind) {
    case 'quota-use': {
      const { consumerId = null, quotaId = null, percent } = threshold;
      return { consumerId, quotaId, percent };
    }
    case 'spend': {
      const { consumerId = null, userId = null, perUser, amount } = threshold;
      return { consumerId, userId, perUser, amount: amount.toString() };
    }
    case 'price-change':
      return {};
  }
}

export function alertView(alert: Alert): z.infer<typeof alertSchema> {
  const { alertId, ruleId, ruleName, time, providerId, transactionId, blockNumber } = alert;
  return {
    alertId,
    ruleId,
    ruleName,
    time: toRfc3339(time),
    providerId,
    detail: detailView(alert.detail),
    transactionId,
    blockNumber,
  };
}

function detailView(detail: AlertDetail): DetailView {
  switch (detail.kind) {
    case 'quota-use': {
      const { kind, consumerId, quotaId, dimension, used, limit, percent } = detail;
      return {
        kind,
        consumerId,
        quotaId,
        dimension,
        used: formatQuantity(used),
        limit: formatQuantity(limit),
        percent,
      };
    }
    case 'spend': {
      const { kind, consumerId, userId, period, spent, amount } = detail;
      return { kind, consumerId, userId: userId ?? null, period, spent: spent.toString(), amount: amount.toString() };
    }
    case 'price-change': {
      const { kind, price, previous } = detail;
      return { kind, price: priceView(price), previous: previous === undefined ? null : priceView(previous) };
    }
  }
}
