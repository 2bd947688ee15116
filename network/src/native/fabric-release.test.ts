import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { FabricCommands } from './fabric-command.js';
import { fabricVersion, findFabricRelease, requireVersion } from './fabric-release.js';

describe('Fabric’s release', () => {
  let folder: string;
  let bin: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-release-'));
    bin = join(folder, 'bin');
    for (const name of ['peer', 'orderer', 'configtxgen', 'osnadmin']) writeScript(join(bin, name), 'exit 0');
    for (const name of ['detect', 'build', 'release']) writeScript(join(folder, 'builders/ccaas/bin', name), 'exit 0');
    mkdirSync(join(folder, 'config'));
    for (const name of ['core.yaml', 'orderer.yaml']) writeFileSync(join(folder, 'config', name), '');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([() => ({ FABRIC_BIN: bin, PATH: '' }), () => ({ PATH: `/nowhere::${bin}` })])(
    'is found by FABRIC_BIN or on PATH, with what lies beside it',
    async (environment) => {
      expect(await findFabricRelease(environment())).toEqual({
        binaries: {
          peer: join(bin, 'peer'),
          orderer: join(bin, 'orderer'),
          configtxgen: join(bin, 'configtxgen'),
          osnadmin: join(bin, 'osnadmin'),
        },
        config: join(folder, 'config'),
        ccaasBuilder: join(folder, 'builders/ccaas'),
      });
    },
  );

  it('says which part is missing and what to do, in one line', async () => {
    const failure = async (environment: Record<string, string>) =>
      findFabricRelease(environment).then(
        () => 'found',
        (error: unknown) => (error as Error).message,
      );
    chmodSync(join(bin, 'osnadmin'), 0o644);
    expect(await failure({ FABRIC_BIN: bin })).toMatch(
      /^osnadmin is not in FABRIC_BIN \(.*\): unpack .*, or use --mode/u,
    );
    expect(await failure({ PATH: '/nowhere' })).toMatch(/^peer is not on PATH: .*$/u);
    chmodSync(join(bin, 'osnadmin'), 0o755);
    rmSync(join(folder, 'config/orderer.yaml'));
    expect(await failure({ FABRIC_BIN: bin })).toMatch(
      /^core\.yaml, orderer\.yaml not found in .*: set FABRIC_CFG_PATH/u,
    );
    expect(await failure({ FABRIC_BIN: bin, FABRIC_CFG_PATH: folder })).toMatch(/not found in .* or .*: set/u);
    writeFileSync(join(folder, 'config/orderer.yaml'), '');
    rmSync(join(folder, 'builders'), { recursive: true });
    expect(await failure({ FABRIC_BIN: bin })).toMatch(/: set FABRIC_CCAAS_BUILDER to/u);
  });

  it('tells its version where it is a released one', async () => {
    writeScript(join(bin, 'peer'), 'printf "peer:\\n Version: v3.1.4\\n Commit SHA: 1\\n"');
    expect(await fabricVersion({ FABRIC_BIN: bin })).toBe('3.1.4');
    writeScript(join(bin, 'peer'), 'printf "peer:\\n Version: latest\\n"');
    expect(await fabricVersion({ FABRIC_BIN: bin })).toBeUndefined();
    expect(await fabricVersion({ PATH: '' })).toBeUndefined();
  });

  it('must not be older than the ledger channels', async () => {
    writeScript(join(bin, 'peer'), 'printf "peer:\\n Version: v2.5.9\\n"');
    const environment = { FABRIC_BIN: bin };
    await requireVersion(environment, '2.5');
    await expect(requireVersion(environment, '3.1')).rejects.toThrow(
      'the binaries are of Fabric 2.5.9: add --fabric 2.5',
    );
    writeScript(join(bin, 'peer'), 'printf "peer:\\n Version: 3.1.5\\n"');
    await requireVersion(environment, '2.5');
    await requireVersion(environment, '3.1');
  });

  it('its commands get their configuration and no more, and a failure is told by their last words', async () => {
    const commands = new FabricCommands(await findFabricRelease({ FABRIC_BIN: bin }), '/configuration');
    writeScript(join(bin, 'peer'), 'echo "$FABRIC_CFG_PATH $CORE_PEER_LOCALMSPID ${HOME:-none}"');
    expect(await commands.run('peer', [], { CORE_PEER_LOCALMSPID: 'Org1MSP' })).toBe('/configuration Org1MSP none\n');
    const words = 'printf "\\033[31mError: proposal failed\\033[0m\\nUsage:\\n  peer channel\\n" >&2; exit 1';
    writeScript(join(bin, 'peer'), words);
    await expect(commands.run('peer', ['channel', 'join', '-b', '/secret/path'])).rejects.toMatchObject({
      message: 'peer channel join -b failed: Error: proposal failed',
      output: expect.stringContaining('Usage:') as string,
    });
  });

  it('no more than four of its commands run at once', async () => {
    const commands = new FabricCommands(await findFabricRelease({ FABRIC_BIN: bin }), folder);
    const count = `mkdir -p ${folder}/now; touch ${folder}/now/$$; ls ${folder}/now | wc -l; sleep 0.05; rm ${folder}/now/$$`;
    writeScript(join(bin, 'peer'), count);
    const seen = await Promise.all(Array.from({ length: 12 }, () => commands.run('peer', [])));
    expect(seen.map(Number).filter((running) => running > 4)).toEqual([]);
  });
});

function writeScript(path: string, code: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${code}\n`);
  chmodSync(path, 0o755);
}
