import { BILLINGS, type OrgId, type UserId } from '@cloudfed/core';
import { z } from 'zod';

import type { Among, LedgerPort, Page, PageRequest, Resource } from '../../fabric/ledger-port.js';
import type { InstanceFilter, Lists } from '../../readmodel/lists.js';
import type { OperationId } from '../access/policy.js';
import type { OwnUser } from '../access/principal.js';
import { readPage } from '../cursor.js';
import { nameField, orgIdField, userIdField, wordField } from '../fields.js';
import { type Route, route } from '../route.js';
import { listOf } from '../schemas.js';
import {
  amongFields,
  instanceIdField,
  limitOf,
  pageFields,
  requireOwnRecord,
  statusField,
  userAsked,
} from './parameters.js';

// What cloud hosts and object stores have in common.

/** What opens an instance of either kind. */
export const instanceFields = (cloudService: string) => ({
  instanceId: instanceIdField,
  providerId: orgIdField('Who lends'),
  userId: userIdField('The user that it is for; the consumer is the organization that the id begins with'),
  cloudService: nameField('What kind of service it is', cloudService),
  billing: wordField(BILLINGS, 'Billed on its release, as without this field, or charged as it is metered').optional(),
});

export const instanceParams = z.strictObject({ instanceId: instanceIdField });

interface Kind<T extends Resource, S extends z.ZodType> {
  readonly type: T['type'];
  /** `/v1/ecs-resources`. */
  readonly path: string;
  readonly tag: string;
  readonly operations: { readonly read: OperationId; readonly list: OperationId };
  readonly summaries: { readonly read: string; readonly list: string };
  readonly schema: S;
  readonly listName: string;
  readonly read: (ledger: LedgerPort, instanceId: T['instanceId'], among: Among) => Promise<T>;
  readonly list: (lists: Lists, filter: InstanceFilter, page: PageRequest) => Promise<Page<T>>;
  readonly view: (resource: T) => z.input<S>;
}

/** The reads of one kind of instance. */
export function readInstanceRoute<T extends Resource, S extends z.ZodType>(kind: Kind<T, S>): Route {
  return route({
    operationId: kind.operations.read,
    method: 'get',
    path: `${kind.path}/{instanceId}`,
    tag: kind.tag,
    summary: kind.summaries.read,
    params: instanceParams,
    query: z.strictObject(amongFields),
    response: kind.schema,
    refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'NOT_CONFIRMED'],
    handle: async ({ params: { instanceId }, query, ownUser, ledger }) => {
      const resource = await kind.read(ledger, instanceId, query);
      requireOwnRecord(ownUser, resource, kind.type);
      return { body: kind.view(resource) };
    },
  });
}

export function listInstancesRoute<T extends Resource, S extends z.ZodType>(kind: Kind<T, S>): Route {
  return route({
    operationId: kind.operations.list,
    method: 'get',
    path: kind.path,
    tag: kind.tag,
    summary: kind.summaries.list,
    query: z.strictObject({
      providerId: orgIdField('Only those of this provider').optional(),
      consumerId: orgIdField('Only those of this consumer', '00002').optional(),
      userId: userIdField('Only those of this user').optional(),
      status: statusField.optional(),
      ...amongFields,
      ...pageFields,
    }),
    response: listOf(kind.schema, kind.listName),
    refusals: ['NOT_CONFIRMED'],
    handle: async ({ query, ownUser, lists }) => {
      const { limit, cursor, ...narrowed } = query;
      const filter = { ...narrowed, userId: userAsked(ownUser, query.userId) };
      const read = (request: PageRequest) => kind.list(lists, filter, request);
      const question = { list: kind.path, ...filter };
      const page = await readPage([{ read }], { question, limit: limitOf({ limit }), cursor });
      return { body: { ...page, items: page.items.map(kind.view) } };
    },
  });
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
