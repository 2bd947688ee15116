import { argumentError } from '@cloudfed/core';
import { z } from 'zod';

import type { Alert, AlertRule, Threshold } from '../../alerts/alert.js';
import { ALERT_KINDS, alertRuleSchema, alertSchema } from '../alert-schemas.js';
import { alertRuleView, alertView } from '../alert-views.js';
import { type ListPart, readPage } from '../cursor.js';
import {
  boundedField,
  fenField,
  flagField,
  idField,
  nameField,
  orgIdField,
  userIdField,
  wordField,
} from '../fields.js';
import { route } from '../route.js';
import { listOf } from '../schemas.js';
import { limitOf, pageFields } from './parameters.js';

const TAG = 'Alerts';
const DEFAULT_PERCENT = 80;

const params = z.strictObject({
  ruleId: z
    .string()
    .regex(/^[0-9a-f]{16}$/u, { error: 'must be 16 hexadecimal digits' })
    .meta({ description: 'The rule', example: '0123456789abcdef', pattern: '^[0-9a-f]{16}$' }),
});

const ruleBody = z
  .strictObject({
    name: nameField('What it is for', 'quota nearly used up'),
    kind: wordField(ALERT_KINDS, 'What it looks at'),
    providerId: orgIdField('Only what this organization lends').optional(),
    consumerId: orgIdField('Only what this organization borrows', '00002').optional(),
    quotaId: idField('Only this quota; of kind `quota-use`', '000001').optional(),
    userId: userIdField('Only what this user costs; of kind `spend`').optional(),
    perUser: flagField(
      'Whether what each user costs is summed for itself, not all of a consumer’s together; of kind `spend`',
    ).optional(),
    percent: boundedField('Of kind `quota-use`: how much of any dimension, 80 unless told', {
      least: 1,
      most: 100,
      example: DEFAULT_PERCENT,
    }).optional(),
    amount: fenField(
      'Of kind `spend`: what a month costs, in fen: bills, metered usage and corrections',
      '1000000',
    ).optional(),
  })
  .meta({ id: 'CreateAlertRule' });

type RuleBody = z.output<typeof ruleBody>;

const USED_BY: Readonly<Record<Threshold['kind'], readonly (keyof RuleBody)[]>> = {
  'quota-use': ['providerId', 'consumerId', 'quotaId', 'percent'],
  spend: ['providerId', 'consumerId', 'userId', 'perUser', 'amount'],
  'price-change': ['providerId'],
};

/** @throws CloudfedError INVALID_ARGUMENT for what is of no account to the kind, or missing */
function thresholdOf(body: RuleBody): Threshold {
  const { kind, ...given } = body;
  for (const [field, value] of Object.entries(given)) {
    if (value !== undefined && field !== 'name' && !USED_BY[kind].includes(field as keyof RuleBody)) {
      throw argumentError(field, `is not of kind ${kind}`);
    }
  }
  const { providerId, consumerId, quotaId, userId, perUser = false, percent = DEFAULT_PERCENT, amount } = given;
  switch (kind) {
    case 'quota-use':
      return { kind, providerId, consumerId, quotaId, percent };
    case 'spend':
      if (amount === undefined) throw argumentError('amount', 'is missing');
      if (amount === 0n) throw argumentError('amount', 'must be above 0');
      return { kind, providerId, consumerId, userId, perUser: perUser || userId !== undefined, amount };
    case 'price-change':
      return { kind, providerId };
  }
}

const createAlertRule = route({
  operationId: 'createAlertRule',
  method: 'post',
  path: '/v1/alert-rules',
  tag: TAG,
  summary: 'Be told when a threshold is crossed',
  description:
    'Each crossing is told once, in the events and to webhooks: when a quota’s use or a month’s costs reach the ' +
    'threshold, and again only after they were below it; for each new price version. What is above the threshold already ' +
    'when the rule is made is told at once.',
  body: ruleBody,
  status: 201,
  response: alertRuleSchema,
  refusals: ['CONFLICT'],
  handle: async ({ body, principal, alerts, requestKey }) => {
    const rule = { name: body.name, threshold: thresholdOf(body), createdBy: principal.subject, requestKey };
    const made = await alerts.createRule(rule);
    return { body: alertRuleView(made), location: `/v1/alert-rules/${made.ruleId}` };
  },
});

const listAlertRules = route({
  operationId: 'listAlertRules',
  method: 'get',
  path: '/v1/alert-rules',
  tag: TAG,
  summary: 'The rules',
  query: z.strictObject(pageFields),
  response: listOf(alertRuleSchema, 'AlertRuleList'),
  handle: async ({ query, alerts }) => {
    const rules: ListPart<AlertRule> = {
      read: ({ limit, cursor }) => {
        const items = alerts.listRules(limit, cursor);
        return Promise.resolve({ items, nextCursor: items.length < limit ? undefined : items.at(-1)?.ruleId });
      },
    };
    const about = { question: { list: 'alert-rules' }, limit: limitOf(query), cursor: query.cursor };
    const page = await readPage([rules], about);
    return { body: { ...page, items: page.items.map(alertRuleView) } };
  },
});

const readAlertRule = route({
  operationId: 'readAlertRule',
  method: 'get',
  path: '/v1/alert-rules/{ruleId}',
  tag: TAG,
  summary: 'A rule',
  params,
  response: alertRuleSchema,
  refusals: ['NOT_FOUND'],
  handle: ({ params: { ruleId }, alerts }) => Promise.resolve({ body: alertRuleView(alerts.readRule(ruleId)) }),
});

const removeAlertRule = route({
  operationId: 'removeAlertRule',
  method: 'post',
  path: '/v1/alert-rules/{ruleId}/remove',
  tag: TAG,
  summary: 'Be told no longer',
  params,
  body: z.strictObject({}).meta({ id: 'RemoveAlertRule' }),
  response: alertRuleSchema,
  refusals: ['NOT_FOUND'],
  handle: async ({ params: { ruleId }, alerts }) => ({ body: alertRuleView(await alerts.removeRule(ruleId)) }),
});

const listAlerts = route({
  operationId: 'listAlerts',
  method: 'get',
  path: '/v1/alerts',
  tag: TAG,
  summary: 'Thresholds that were crossed, the newest first',
  description: 'The newest 100,000 are kept.',
  query: z.strictObject(pageFields),
  response: listOf(alertSchema, 'AlertList'),
  handle: async ({ query, alerts }) => {
    const found: ListPart<Alert> = {
      read: ({ limit, cursor }) => {
        const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
        if (!Number.isSafeInteger(before)) throw argumentError('cursor', 'is not one that this list gave');
        const items = alerts.listBefore(before, limit);
        const last = items.at(-1)?.alertId.toString();
        return Promise.resolve({ items, nextCursor: items.length < limit ? undefined : last });
      },
    };
    const about = { question: { list: 'alerts' }, limit: limitOf(query), cursor: query.cursor };
    const page = await readPage([found], about);
    return { body: { ...page, items: page.items.map(alertView) } };
  },
});

export const ALERT_ROUTES = [createAlertRule, listAlertRules, readAlertRule, removeAlertRule, listAlerts];
