const MARK = '#';

/** JSON of records that hold bigints, for what is kept on this machine. */
export function toExactJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'bigint' ? { [MARK]: part.toString() } : part,
  );
}

/** What {@link toExactJson} was given. The caller names its type: nobody else writes these texts. */
export function fromExactJson(text: string): unknown {
  return JSON.parse(text, (_key, part: unknown) => (isMarked(part) ? BigInt(part[MARK]) : part));
}

function isMarked(part: unknown): part is { readonly [MARK]: string } {
  return typeof part === 'object' && part !== null && MARK in part && Object.keys(part).length === 1;
}
