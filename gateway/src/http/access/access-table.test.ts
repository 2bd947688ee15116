import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';

import { EVENTS_ROUTE } from '../events.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../gateway-under-test.js';
import type { Route } from '../route.js';
import { DOWNLOADS } from '../routes/documents.js';
import { ROUTES } from '../routes/index.js';
import { SYSTEM_ROUTES } from '../system-routes.js';
import { USAGE_ROUTE } from '../usage.js';
import { ACCESS, type OperationId, type Reach, reachOf, type Role, ROLES } from './policy.js';

const USER = '00002001';
type Asked = Partial<Pick<Route, 'params' | 'query' | 'body'>>;
const OPERATIONS: readonly (Pick<Route, 'operationId' | 'method' | 'path'> & Asked)[] = [
  ...ROUTES,
  ...DOWNLOADS,
  USAGE_ROUTE,
  EVENTS_ROUTE,
];

describe('the access table', () => {
  let gateway: GatewayUnderTest;
  const tokens = new Map<Role, string>();
  let asked: string[] = [];

  beforeAll(async () => {
    gateway = await startGatewayUnderTest({}, { onAsked: (method) => asked.push(method) });
    for (const role of ROLES) {
      const user = role === 'user' ? { user_id: USER } : {};
      tokens.set(role, await gateway.token({ sub: `a-${role}`, roles: [role], ...user }));
    }
  });

  beforeEach(() => {
    asked = [];
  });

  afterAll(() => gateway.stop());

  it('has a row for every operation, and no other', () => {
    expect(OPERATIONS.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(ACCESS).sort());
  });

  describe.each(OPERATIONS)('$method $path', (operation) => {
    const { operationId, method } = operation;
    const call = { method: method.toUpperCase(), path: exampleUrl(operation), body: exampleBody(operation) };

    it.each(ROLES)('as the table says for %s', async (role) => {
      const row: Readonly<Partial<Record<Role, Reach>>> = ACCESS[operationId];
      const answer = await gateway.call({ ...call, token: tokens.get(role) });
      if (row[role] === undefined) {
        expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
        expect(asked).toEqual([]);
      } else {
        // Nothing is sent for usage, so that nothing waits for the ledger.
        const answers = operationId === USAGE_ROUTE.operationId ? [415] : [200, 201, 404];
        // There is no net that could be posted.
        if (operationId === 'postNet') answers.push(409);
        expect(answers, answer.text).toContain(answer.status);
        // A webhook goes on reading events on nobody's behalf.
        const made = operationId === 'createWebhook' ? (answer.headers.get('location') ?? '') : undefined;
        if (made !== undefined)
          await gateway.call({ ...call, path: `${made}/remove`, body: {}, token: tokens.get('admin') });
      }
    });

    it('not without a credential', async () => {
      expect(await gateway.call(call)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
      expect(asked).toEqual([]);
    });

    it('not without a role', async () => {
      const token = await gateway.token({ sub: 'nobody', roles: ['guest'] });
      expect(await gateway.call({ ...call, token })).toMatchObject({ status: 403 });
      expect(asked).toEqual([]);
    });
  });

  it('is not asked for what is open to all', async () => {
    for (const { path } of SYSTEM_ROUTES) expect([200, 503]).toContain((await gateway.call({ path })).status);
  });

  it('gives several roles the widest reach of any', () => {
    for (const operation of Object.keys(ACCESS) as OperationId[]) {
      const row: Readonly<Partial<Record<Role, Reach>>> = ACCESS[operation];
      for (const one of ROLES) {
        for (const other of ROLES) {
          const reaches = [row[one], row[other]];
          const widest = reaches.includes('all') ? 'all' : reaches.includes('own') ? 'own' : undefined;
          expect(reachOf(operation, [one, other])).toBe(widest);
        }
      }
    }
  });
});

/** Every parameter and field as its own documentation has it for an example. */
function examples(schema: z.ZodObject): [string, unknown][] {
  return Object.entries(schema.shape).map(([name, field]) => [name, (field as z.ZodType).meta()?.['example']]);
}

function exampleUrl({ path, params, query }: { readonly path: string } & Asked): string {
  const byName = new Map(params === undefined ? [] : examples(params));
  const needed = query === undefined ? [] : examples(query).filter(([name]) => !accepts(query, name));
  const asked = new URLSearchParams(needed as [string, string][]);
  if (path === '/v1/totals') asked.set('userId', USER);
  if (path === '/v1/search') asked.set('q', '2022');
  const filled = path.replace(/\{([A-Za-z]+)\}/gu, (_match, name: string) => byName.get(name) as string);
  return asked.size === 0 ? filled : `${filled}?${asked.toString()}`;
}

function exampleBody({ body }: Asked): unknown {
  if (body === undefined) return undefined;
  const isNeeded = (name: string): boolean => body.shape[name] instanceof Object && !accepts(body, name);
  return Object.fromEntries(examples(body).filter(([name]) => isNeeded(name)));
}

function accepts(body: z.ZodObject, name: string): boolean {
  return (body.shape[name] as z.ZodType).safeParse(undefined).success;
}
