import { CloudfedError, type UserId } from '@cloudfed/core';

import type { Reach, Role } from './policy.js';

/** Who a request comes from, as its token says. */
export interface Principal {
  /** The token's `sub`. */
  readonly subject: string;
  readonly roles: readonly Role[];
  /** Whom a token of role `user` acts for. */
  readonly userId: UserId | undefined;
}

/** On whose records a request may act: undefined for all of the organization's, else on this user's alone. */
export type OwnUser = UserId | undefined;

/** @throws CloudfedError FORBIDDEN for a reach of `own` without a user */
export function ownUserOf(principal: Principal, reach: Reach): OwnUser {
  if (reach === 'all') return undefined;
  if (principal.userId === undefined) throw new CloudfedError('FORBIDDEN', 'the token names no user to act for');
  return principal.userId;
}
