import { defineConfig } from 'vitest/config';

// Two projects: fast tests beside the source, and whole-federation tests that start real processes.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{core,chaincode,network,gateway,client,cli,federation,bench}/src/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'federation',
          include: ['test/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: true,
          // fabric-network logs every refusal that a test asks for.
          env: { HFC_LOGGING: '{}' },
        },
      },
    ],
    maxWorkers: 2,
    pool: 'forks',
  },
});
