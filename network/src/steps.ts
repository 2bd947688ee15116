import { relative } from 'node:path';

/** Does a piece of work under a name that people read while it lasts. */
export interface Steps {
  step<T>(label: string, work: () => Promise<T>): Promise<T>;
}

/** Where steps are written: a terminal shows the one under way, a file only what is done. */
export interface StepOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const LABEL_WIDTH = 74;
const SPINNER_MS = 120;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const CLEAR_LINE = '\r\u001b[2K';

/** Writes a line a step: `✓ label   1.2 s`, or `✗ label` where it failed. */
export function newSteps(output: StepOutput, now: () => number = () => performance.now()): Steps {
  return {
    async step(label, work) {
      const startedAt = now();
      const stopSpinner = startSpinner(output, label);
      try {
        const result = await work();
        stopSpinner();
        output.write(`✓ ${label.padEnd(LABEL_WIDTH)} ${((now() - startedAt) / 1000).toFixed(1).padStart(5)} s\n`);
        return result;
      } catch (error) {
        stopSpinner();
        output.write(`✗ ${label}\n`);
        throw error;
      }
    },
  };
}

function startSpinner(output: StepOutput, label: string): () => void {
  if (output.isTTY !== true) return () => undefined;
  let frame = 0;
  const draw = () => {
    output.write(`${CLEAR_LINE}${FRAMES[frame % FRAMES.length] ?? ''} ${label}`);
    frame += 1;
  };
  draw();
  const timer = setInterval(draw, SPINNER_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    output.write(CLEAR_LINE);
  };
}

/** A path as people like it: from here where it is below. */
export function shortestPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}
