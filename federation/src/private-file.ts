import { open, rename } from 'node:fs/promises';

/** Writes a whole file readable by its owner alone, or leaves the old one: never a half. */
export async function writeFilePrivately(file: string, text: string): Promise<void> {
  const draft = `${file}.${String(process.pid)}.tmp`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
