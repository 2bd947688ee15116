// Holds the OpenAPI document against a strict linter, of a version of its own that is not among the project's dependencies.
//
//   npm run build && node scripts/lint-openapi.js
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { newOpenApi } from '../gateway/dist/http/openapi.js';

const LINTER = '@redocly/cli@2.77.0';
const RULES = {
  extends: ['recommended-strict'],
  rules: {
    // Routes of the gateway itself take no input that they could refuse; those of the API have a test of theirs.
    'operation-4xx-response': 'off',
    // `LedgerEvent` is what the text of a stream is made of, which OpenAPI 3.1 has no way to say.
    'no-unused-components': 'off',
  },
};

const folder = mkdtempSync(join(tmpdir(), 'cloudfed-openapi-'));
try {
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(newOpenApi(), null, 2));
  writeFileSync(join(folder, 'redocly.yaml'), JSON.stringify(RULES));
  const { status } = spawnSync('npx', ['--yes', '--package', LINTER, 'redocly', 'lint', 'openapi.json'], {
    cwd: folder,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
