import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { digestCode, packageService } from './chaincode-package.js';

describe('the package of a chaincode service', () => {
  it('is the same wherever it is made, and its id is the digest of its bytes', () => {
    const made = packageService('cloudfed_1.0.0', 'a'.repeat(64));
    expect(made.packageId).toBe('cloudfed_1.0.0:9f99acf30827acd2413c10907abab9739eb402cc496990188a83c5aa5e3fca21');
    expect(packageService('cloudfed_1.0.0', 'a'.repeat(64)).content.equals(made.content)).toBe(true);
  });

  it('is another for another code or label', () => {
    const ids = [
      packageService('cloudfed_1.0.0', 'a'.repeat(64)),
      packageService('cloudfed_1.0.0', 'b'.repeat(64)),
      packageService('cloudfed_1.0.1', 'a'.repeat(64)),
    ].map(({ packageId }) => packageId);
    expect(new Set(ids).size).toBe(3);
  });

  it('wants TLS with a certificate from both sides, and leaves addresses and keys to each peer', () => {
    const package_ = gunzipSync(packageService('cloudfed_1.0.0', 'a'.repeat(64)).content).toString('latin1');
    expect(package_).toContain('{"type":"ccaas","label":"cloudfed_1.0.0"}');
    const code = gunzipSync(Buffer.from(package_, 'latin1').subarray(1536)).toString();
    expect(code).toContain('"tls_required":true,"client_auth_required":true');
    expect(code).toContain('"client_key":"{{.client_key}}"');
  });
});

describe('the digest of code', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-code-'));
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'index.js'), 'one');
    writeFileSync(join(folder, 'sub', 'part.js'), 'two');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('changes with a file’s content or name, and with nothing else', async () => {
    const digest = await digestCode([folder]);
    writeFileSync(join(folder, 'index.test.js'), 'a test');
    writeFileSync(join(folder, 'index.js.map'), 'a map');
    expect(await digestCode([folder])).toBe(digest);
    writeFileSync(join(folder, 'index.js'), 'ONE');
    const changed = await digestCode([folder]);
    expect(changed).not.toBe(digest);
    writeFileSync(join(folder, 'more.js'), '');
    expect(await digestCode([folder])).not.toBe(changed);
  });

  it('needs built code', async () => {
    await expect(digestCode([join(folder, 'none')])).rejects.toThrow('holds no built code: run npm ci');
  });
});
