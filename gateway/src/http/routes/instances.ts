import type { OrgId, UserId } from '@cloudfed/core';

import type { Resource } from '../../fabric/ledger-port.js';
import type { OwnUser } from '../access/principal.js';
import { requireOwnRecord } from './parameters.js';

/** What cloud hosts and object stores are narrowed by. */
interface InstanceFilter {
  readonly providerId?: OrgId | undefined;
  readonly consumerId?: OrgId | undefined;
  readonly userId?: UserId | undefined;
  readonly status?: Resource['status'] | undefined;
}

export function matchesInstance(resource: Resource, filter: InstanceFilter): boolean {
  return (
    (filter.providerId === undefined || resource.providerId === filter.providerId) &&
    (filter.consumerId === undefined || resource.consumerId === filter.consumerId) &&
    (filter.userId === undefined || resource.userId === filter.userId) &&
    (filter.status === undefined || resource.status === filter.status)
  );
}

/**
 * The parties of an instance that the caller is about to act on. They are looked up only to see that a user acts on its
 * own instance; the ledger looks for itself otherwise.
 *
 * @throws CloudfedError NOT_FOUND
 */
export async function partiesOf(
  ownUser: OwnUser,
  what: Resource['type'],
  read: () => Promise<Resource>,
): Promise<{ readonly providerId?: OrgId; readonly userId?: UserId }> {
  if (ownUser === undefined) return {};
  const resource = await read();
  requireOwnRecord(ownUser, resource, what);
  return { providerId: resource.providerId, userId: resource.userId };
}
