import { cpus } from 'node:os';

/** What the figures were measured on, for their `setup`. */
export function machine(): string {
  const processors = cpus();
  return `${String(processors.length)} cores (${processors[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}, load generator on the same cores`;
}
