/** A promise that is settled from outside; a rejection that nobody waits for is none. */
export interface Outcome {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

export function newOutcome(): Outcome {
  let [resolve, reject]: [() => void, (reason: unknown) => void] = [() => undefined, () => undefined];
  const promise = new Promise<void>((onResolved, onRejected) => {
    [resolve, reject] = [onResolved, onRejected];
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
