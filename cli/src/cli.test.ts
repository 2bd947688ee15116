import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { EXIT, main } from './index.js';

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly token: string | undefined;
  readonly key: string | undefined;
  readonly body: string;
}
interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const QUOTA = ['--consumer-id', '00002', '--holding-days', '365', '--cpu', '10', '--ram-gb', '40'];
const REST = [
  '--ecs-disk-gb',
  '1',
  '--oss-disk-gb',
  '1',
  '--bandwidth-mbps',
  '2',
  '--public-ips',
  '1',
  '--private-ips',
  '1',
];

describe('cloudfed', () => {
  let folder: string;
  let server: Server;
  let url: string;
  let asked: Asked[];
  let answer: (asked: Asked) => { status: number; body: unknown; type?: string; headers?: Record<string, string> };

  const run = async (args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Told> => {
    let out = '';
    let err = '';
    const code = await main(args, {
      environment: { CLOUDFED_URL: url, CLOUDFED_TOKEN: 'secret-token', ...more },
      out: (text) => (out += typeof text === 'string' ? text : Buffer.from(text).toString()),
      err: (text) => (err += text),
      isTerminal: false,
      signal: new AbortController().signal,
    });
    return { code, out, err };
  };
  const refuse = (status: number, code: string): void => {
    answer = () => ({
      status,
      body: { code, detail: 'cpu: is wrong', field: 'cpu', status, title: '', type: '', instance: '' },
    });
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-cli-'));
    asked = [];
    answer = () => ({ status: 200, body: {} });
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, headers } = request;
        const body = Buffer.concat(chunks).toString();
        const key = headers['idempotency-key'] as string | undefined;
        asked.push({ method, url: request.url, token: headers.authorization, key, body });
        const { status, body: answered, type = 'application/json', headers: more } = answer(asked.at(-1) as Asked);
        response.writeHead(status, { 'content-type': type, ...more });
        response.end(typeof answered === 'string' ? answered : JSON.stringify(answered));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('calls', () => {
    it('with values from flags, as the API has them', async () => {
      answer = () => ({ status: 201, body: { quotaId: 'q', status: 'active', nested: { cpu: '1' } } });
      const told = await run(['quota', 'create', '--quota-id', 'q', ...QUOTA, ...REST]);
      expect(told).toMatchObject({ code: EXIT.done, err: '' });
      expect(told.out).toMatch(/quotaId .* q/u);
      expect(told.out).toMatch(/nested\.cpu .* 1/u);
      expect(asked).toMatchObject([{ method: 'POST', url: '/v1/quotas', token: 'Bearer secret-token' }]);
      expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ quotaId: 'q', ramGb: '40', publicIps: '1' });
    });

    it('with values of the path in order, encoded, and of the query', async () => {
      await run(['bill', 'show', 'ECSBill', 'a/b', '--counterparty-id', '00002']);
      expect(asked[0]?.url).toBe('/v1/bills/ECSBill/a%2Fb?counterpartyId=00002');
    });

    it('with words, flags and lists as the API’s types', async () => {
      await run(['permission', 'set', '00001', '--may-open', 'true']);
      await run(['api-key', 'create', '--name', 'n', '--roles', 'operator', 'billing']);
      expect(asked.map(({ body }) => body)).toEqual([
        '{"mayOpen":true}',
        '{"name":"n","roles":["operator","billing"]}',
      ]);
    });

    it('with values from a file, before which flags go', async () => {
      const file = join(folder, 'quota.json');
      writeFileSync(file, JSON.stringify({ quotaId: 'q', cpu: '1' }));
      await run(['quota', 'create', '--file', file, ...QUOTA, ...REST]);
      expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ quotaId: 'q', cpu: '10' });
    });

    it('under the key that was given', async () => {
      await run(['ecs', 'release', 'i', '--idempotency-key', 'mine']);
      expect(asked[0]?.key).toBe('mine');
    });
  });

  describe('answers', () => {
    it('lists as tables, and says where there is more', async () => {
      answer = () => ({
        status: 200,
        body: { items: [{ orgId: '00001', name: '中国科学院', mspId: 'Org1MSP', own: true }], nextCursor: 'next' },
      });
      const told = await run(['organization', 'list']);
      expect(told.out).toContain('00001');
      expect(told.out).toContain('中国科学院');
      expect(told.out).toContain('--cursor next');
    });

    it('programs with JSON, and every page with a record a line', async () => {
      answer = ({ url: path = '' }) => {
        const isSecond = path.includes('cursor=c%2B');
        return {
          status: 200,
          body: { items: [{ quotaId: isSecond ? 'b' : 'a' }], nextCursor: isSecond ? null : 'c+' },
        };
      };
      expect((await run(['quota', 'list', '--json'])).out).toBe('{"items":[{"quotaId":"a"}],"nextCursor":"c+"}\n');
      expect((await run(['quota', 'list', '--json', '--all'])).out).toBe('{"quotaId":"a"}\n{"quotaId":"b"}\n');
    });

    it('what is not JSON as it is, here or in a file', async () => {
      answer = () => ({ status: 200, body: 'cloudfed_up 1\n', type: 'text/plain' });
      expect((await run(['metrics'])).out).toBe('cloudfed_up 1\n');
      const file = join(folder, 'metrics.txt');
      expect((await run(['metrics', '--output', file])).out).toBe('');
      expect(readFileSync(file, 'utf8')).toBe('cloudfed_up 1\n');
    });

    it('nothing that commands the terminal', async () => {
      answer = () => ({
        status: 200,
        body: { items: [{ orgId: '\u001b[2J', name: 'a\u0007\u009b31m\u202e' }], nextCursor: null },
      });
      const { out } = await run(['organization', 'list']);
      expect(out).not.toMatch(/[\u0007\u001b\u009b\u202e]/u);
    });
  });

  describe('ends with', () => {
    it.each([
      [400, 'INVALID_ARGUMENT', EXIT.refused],
      [409, 'QUOTA_ACTIVE', EXIT.refused],
      [422, 'QUOTA_EXCEEDED', EXIT.refused],
      [401, 'UNAUTHENTICATED', EXIT.notAllowed],
      [403, 'FORBIDDEN', EXIT.notAllowed],
      [404, 'NOT_FOUND', EXIT.notFound],
      [500, 'INTERNAL', EXIT.fault],
    ])('for %i %s: %i', async (status, code, expected) => {
      refuse(status, code);
      expect(await run(['quota', 'show', 'q'])).toEqual({ code: expected, out: '', err: `${code}: cpu: is wrong\n` });
      const { err } = await run(['quota', 'show', 'q', '--json']);
      expect(JSON.parse(err)).toMatchObject({ code, field: 'cpu' });
    });

    it.each([
      [['quota', 'create', '--quota-id', 'q'], 'missing: --consumer-id'],
      [['quota', 'show'], 'missing: <quota-id>'],
      [['quota', 'list', '--status', 'lost'], "'lost' is invalid"],
      [['quota', 'fly'], "unknown command 'fly'"],
      [['quota', 'list', '--nonsense'], "unknown option '--nonsense'"],
      [['quota', 'create', '--file', '/nowhere'], '/nowhere cannot be read'],
      [['quota', 'list', '--url', 'gateway'], 'no URL'],
    ])('usage for %j', async (args, message) => {
      const { code, err } = await run(args);
      expect(err).toContain(message);
      expect(code).toBe(EXIT.usage);
      expect(asked).toEqual([]);
    });

    it('help and version', async () => {
      expect(await run(['--help'])).toMatchObject({ code: EXIT.done, err: '' });
      expect((await run(['quota', 'create', '--help'])).out).toContain('--holding-days <value>');
      expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/u);
    });
  });

  describe('finds its gateway', () => {
    const home = (): Readonly<Record<string, string>> => ({
      CLOUDFED_URL: '',
      CLOUDFED_TOKEN: '',
      CLOUDFED_HOME: folder,
    });
    const orgs = (): object[] => [
      { orgId: '00001', name: 'CNIC', gatewayUrl: 'http://127.0.0.1:1', tokens: { operator: 'one' } },
      { orgId: '00002', name: 'CNNIC', gatewayUrl: url, tokens: { operator: 'two', user: 'three' } },
    ];

    it('in a federation that runs here', async () => {
      writeFileSync(join(folder, 'federation.json'), JSON.stringify({ orgs: orgs() }));
      await run(['price', 'list', '--org', '00002'], home());
      await run(['price', 'list', '--org', 'CNNIC', '--role', 'user'], home());
      await run(['price', 'list'], { ...home(), CLOUDFED_ORG: '00002', CLOUDFED_ROLE: 'user', CLOUDFED_TOKEN: 'own' });
      expect(asked.map(({ token }) => token)).toEqual(['Bearer two', 'Bearer three', 'Bearer own']);
      expect((await run(['price', 'list', '--org', '9'], home())).err).toContain(
        'has no organization 9, but 00001, 00002',
      );
      expect((await run(['price', 'list', '--role', 'x'], home())).err).toContain(
        'no token of role x, but of operator',
      );
    });

    it('or says what is missing', async () => {
      expect((await run(['price', 'list'], home())).err).toContain('no gateway is named');
      const untold = { CLOUDFED_TOKEN: '', CLOUDFED_HOME: folder };
      expect((await run(['price', 'list'], untold)).err).toContain('there is no token');
    });

    it('with a token from a file', async () => {
      const file = join(folder, 'token');
      writeFileSync(file, 'from-file\n');
      await run(['price', 'list'], { CLOUDFED_TOKEN: '', CLOUDFED_TOKEN_FILE: file });
      expect(asked[0]?.token).toBe('Bearer from-file');
    });
  });

  describe('does a whole file', () => {
    const lines = (...values: readonly unknown[]): string => {
      const file = join(folder, 'lines.ndjson');
      writeFileSync(
        file,
        values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n'),
      );
      return file;
    };

    it('line by line, under keys that are the same for the same file', async () => {
      const file = lines({ instanceId: 'a' }, '', { instanceId: 'b' }, { instanceId: 'c' });
      for (const parallel of ['1', '3']) {
        const told = await run(['ecs', 'release', '--each', file, '--parallel', parallel]);
        expect(told).toMatchObject({ code: EXIT.done, out: '3 done, 0 failed\n' });
      }
      const byUrl = (some: readonly Asked[]): (readonly [string | undefined, string | undefined])[] =>
        some.map(({ url: path, key }) => [path, key] as const).sort();
      expect(byUrl(asked.slice(0, 3))).toEqual(byUrl(asked.slice(3)));
      expect(new Set(asked.map(({ key }) => key)).size).toBe(3);
      expect(asked.map(({ url: path }) => path).sort()[0]).toBe('/v1/ecs-resources/a/release');
    });

    it('and tells which lines failed, by the exit code too', async () => {
      answer = ({ url: path = '' }) =>
        path.includes('bad')
          ? { status: 404, body: { code: 'NOT_FOUND', detail: 'instanceId: there is none' } }
          : { status: 200, body: { instanceId: 'x' } };
      const file = lines({ instanceId: 'good' }, { instanceId: 'bad' });
      const told = await run(['ecs', 'release', '--each', file]);
      expect(told.code).toBe(EXIT.notFound);
      expect(told.out).toMatch(/^1 done, 1 failed\n[^]*2 .*NOT_FOUND .*instanceId: there is none/u);
      const { out } = await run(['ecs', 'release', '--each', file, '--parallel', '1', '--json']);
      expect(
        out
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown),
      ).toMatchObject([
        { line: 1, answer: { instanceId: 'x' } },
        { line: 2, error: { code: 'NOT_FOUND' } },
      ]);
    });

    it('and asks anew for what was refused the last time, though not for what was done', async () => {
      const answers = new Map<string, number>();
      let isAllowed = false;
      answer = ({ key = '', url: path = '' }) => {
        const status = path.includes('good') || isAllowed ? 200 : 422;
        const isReplayed = answers.has(key);
        if (!isReplayed) answers.set(key, status);
        const body = { code: 'QUOTA_EXCEEDED', detail: 'cpu: too much' };
        return { status: answers.get(key) ?? 0, body, headers: isReplayed ? { 'idempotent-replayed': 'true' } : {} };
      };
      const file = lines({ instanceId: 'good' }, { instanceId: 'later' });
      expect((await run(['ecs', 'release', '--each', file])).out).toContain('1 done, 1 failed');
      expect((await run(['ecs', 'release', '--each', file])).out).toContain('1 done, 1 failed');
      isAllowed = true;
      expect((await run(['ecs', 'release', '--each', file])).out).toBe('2 done, 0 failed\n');
      expect([...answers.values()]).toEqual([200, 422, 422, 200]);
    });

    it.each([
      ['no JSON', '{"instanceId":', 'line 2 of'],
      ['no object', '["a"]', 'line 2 of'],
      ['without what is needed', '{}', 'missing: <instance-id>'],
      ['with what is not taken', '{"instanceId":"a","cpu":"1"}', 'takes no cpu'],
    ])('or nothing, where a line is %s', async (_what, line, message) => {
      const { code, err } = await run(['ecs', 'release', '--each', lines({ instanceId: 'a' }, line)]);
      expect(err).toContain(message);
      expect(code).toBe(EXIT.usage);
      expect(asked).toEqual([]);
    });
  });

  it('shows what moved in funds with its cause, where it has one', async () => {
    const movement = { time: '2026-02-15T08:00:00Z', orgId: '00002', balanceChange: '-48', heldChange: '0' };
    const cause = { kind: 'funds.transferred', id: 't-1' };
    const items = [
      { ...movement, balance: '52', held: '0', cause, counterpartyId: '00001', currency: 'CNY' },
      { ...movement, balance: '4', held: '0', cause: null, counterpartyId: null, currency: 'CNY' },
    ];
    answer = () => ({ status: 200, body: { items, nextCursor: null } });
    const { code, out } = await run(['funds', 'movements', '--org-id', '00002']);
    expect([code, asked[0]?.url]).toEqual([EXIT.done, '/v1/funds/movements?orgId=00002']);
    expect(out).toMatch(/cause\.kind +│ cause\.id/u);
    expect(out).toMatch(/-48 .*52 .*funds\.transferred │ t-1 +│ 00001/u);
    expect(out).not.toContain('CNY');
  });

  it('tells what changes and the alerts, as they come', async () => {
    const changes = { blockNumber: 7, counterpartyId: '00002', changes: [{ kind: 'quota.created', id: 'q1' }] };
    const alert = { blockNumber: 8, providerId: '00001', ruleName: 'nearly\u001b[2J spent', detail: { kind: 'spend' } };
    const stream = [
      `id: p1\nevent: changes\ndata: ${JSON.stringify(changes)}\n\n`,
      `id: p2\nevent: alert\ndata: ${JSON.stringify(alert)}\n\n`,
    ].join('');
    answer = () => ({ status: 200, body: stream, type: 'text/event-stream' });
    for (const [args, lines] of [
      [[], ['     7  00002  quota.created  q1', '     8  00001  alert spend  nearly\ufffd[2J spent']],
      [
        ['--json'],
        [
          JSON.stringify({ type: 'changes', eventId: 'p1', ...changes }),
          JSON.stringify({ type: 'alert', eventId: 'p2', ...alert }),
        ],
      ],
    ] as const) {
      const ended = new AbortController();
      const told: string[] = [];
      const code = await main(['events', ...args], {
        environment: { CLOUDFED_URL: url, CLOUDFED_TOKEN: 'secret-token' },
        out: (text) => {
          told.push(String(text).trimEnd());
          if (told.length === lines.length) ended.abort();
        },
        err: () => undefined,
        isTerminal: false,
        signal: ended.signal,
      });
      expect([code, told]).toEqual([EXIT.done, lines]);
    }
  });
});
