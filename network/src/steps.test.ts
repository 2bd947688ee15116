import { describe, expect, it } from 'vitest';

import { formatTable } from './command/table.js';
import { newSteps } from './steps.js';

describe('steps', () => {
  it('are a line each with what they took, or a mark where they failed', async () => {
    let written = '';
    let now = 0;
    const steps = newSteps({ write: (text) => (written += text) }, () => now);
    const result = await steps.step('three orderers', () => {
      now += 1_260;
      return Promise.resolve(3);
    });
    expect(result).toBe(3);
    await expect(steps.step('six peers', () => Promise.reject(new Error('busy')))).rejects.toThrow('busy');
    expect(written).toMatch(/^✓ three orderers {2,}1\.3 s\n✗ six peers\n$/u);
  });

  it('on a terminal show what is under way, and leave the same lines', async () => {
    let written = '';
    const steps = newSteps({ isTTY: true, write: (text) => (written += text) });
    await steps.step('work', () => Promise.resolve());
    expect(written).toMatch(/^\r\u001b\[2K. work\r\u001b\[2K✓ work .* s\n$/u);
  });
});

it('a table has columns as wide as their widest cell', () => {
  expect(
    formatTable(
      ['NAME', 'PORT', ''],
      [
        ['orderer1', '7050', 'leads a'],
        ['p', '1', ''],
      ],
    ),
  ).toBe('NAME      PORT\norderer1  7050  leads a\np         1\n');
});
