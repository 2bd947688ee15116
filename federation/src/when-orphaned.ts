const PARENT_CHECK_MS = 500;

/** Whoever ends npm alone, as a supervisor does, means what it runs with it; npm does not always pass the signal on. */
export function whenOrphaned(act: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, PARENT_CHECK_MS);
  timer.unref();
}
