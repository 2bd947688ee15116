import type { Route } from '../route.js';
import { ACCOUNT_ROUTES } from './accounts.js';
import { ALERT_ROUTES } from './alerts.js';
import { API_KEY_ROUTES } from './api-keys.js';
import { AUDIT_ROUTES } from './audit-log.js';
import { BILL_ROUTES } from './bills.js';
import { CHEQUEBOOK_ROUTES } from './chequebooks.js';
import { CORRECTION_ROUTES } from './corrections.js';
import { DISPUTE_ROUTES } from './disputes.js';
import { ECS_ROUTES } from './ecs-resources.js';
import { FUNDS_ROUTES } from './funds.js';
import { FUNDS_LIST_ROUTES } from './funds-lists.js';
import { IMPORT_ROUTES } from './imports.js';
import { NET_ROUTES } from './nets.js';
import { NETTING_ROUTES } from './netting.js';
import { NETTING_ROUND_ROUTES } from './netting-rounds.js';
import { ORGANIZATION_ROUTES } from './organizations.js';
import { OSS_ROUTES } from './oss-resources.js';
import { PAYMENT_CHANNEL_ROUTES } from './payment-channels.js';
import { PRICE_ROUTES } from './prices.js';
import { QUOTA_ROUTES } from './quotas.js';
import { STATEMENT_ROUTES } from './statements.js';
import { SEARCH_ROUTES } from './search.js';
import { USAGE_ROUTES } from './usage.js';
import { WEBHOOK_ROUTES } from './webhooks.js';

/** Every operation that answers JSON. */
export const ROUTES: readonly Route[] = [
  ...ORGANIZATION_ROUTES,
  ...PRICE_ROUTES,
  ...QUOTA_ROUTES,
  ...ECS_ROUTES,
  ...OSS_ROUTES,
  ...BILL_ROUTES,
  ...STATEMENT_ROUTES,
  ...NETTING_ROUTES,
  ...NET_ROUTES,
  ...NETTING_ROUND_ROUTES,
  ...CORRECTION_ROUTES,
  ...DISPUTE_ROUTES,
  ...IMPORT_ROUTES,
  ...FUNDS_ROUTES,
  ...FUNDS_LIST_ROUTES,
  ...CHEQUEBOOK_ROUTES,
  ...PAYMENT_CHANNEL_ROUTES,
  ...ACCOUNT_ROUTES,
  ...SEARCH_ROUTES,
  ...ALERT_ROUTES,
  ...WEBHOOK_ROUTES,
  ...API_KEY_ROUTES,
  ...AUDIT_ROUTES,
  ...USAGE_ROUTES,
];
