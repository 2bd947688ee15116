import { z } from 'zod';

import { boundedField, idField } from '../fields.js';
import { route } from '../route.js';
import { matchSchema } from '../schemas.js';
import { matchView } from '../views.js';

const DEFAULT_LIMIT = 20;

const search = route({
  operationId: 'search',
  method: 'get',
  path: '/v1/search',
  tag: 'Search',
  summary: 'Quotas, instances and bills by what their id begins with',
  query: z.strictObject({
    q: idField('What the id begins with', '2022'),
    limit: boundedField('Records of each kind at most, 20 unless told', {
      least: 1,
      most: 100,
      example: 20,
    }).optional(),
  }),
  response: z.strictObject({ items: z.array(matchSchema) }).meta({ id: 'SearchResult' }),
  handle: async ({ query: { q, limit = DEFAULT_LIMIT }, ownUser, lists }) => {
    const matches = await lists.search(q, { userId: ownUser }, limit);
    return { body: { items: matches.map(matchView) } };
  },
});

export const SEARCH_ROUTES = [search];
