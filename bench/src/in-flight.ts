/**
 * Does a thing for each of the items, so many at once.
 * @returns How many a second.
 */
export async function inFlight<T>(
  width: number,
  items: readonly T[],
  act: (item: T) => Promise<void>,
): Promise<number> {
  const startedAt = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const item = items[next] as T;
      next += 1;
      await act(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return (1000 * items.length) / (performance.now() - startedAt);
}
