/** A graph of states that is walked to its end. */
export interface Model<State> {
  readonly initial: State;
  /** Every step out of a state, with its name. */
  readonly steps: (state: State) => Iterable<readonly [name: string, next: State]>;
  /** Equal for equal states, and for no others. */
  readonly keyOf: (state: State) => string;
  /** The property that a state breaks, of one name; undefined where it breaks none. */
  readonly brokenBy: (state: State) => string | undefined;
}

export interface Exploration {
  readonly states: number;
  /** The property that is broken and the shortest way there; undefined where none is. */
  readonly violation: { readonly property: string; readonly steps: readonly string[] } | undefined;
}

interface Visit<State> {
  readonly state: State;
  readonly step: string;
  readonly before: Visit<State> | undefined;
}

/** Visits every state that can be reached, nearest first. @throws RangeError where there are more than `limit` */
export function explore<State>(model: Model<State>, limit: number): Exploration {
  const seen = new Set([model.keyOf(model.initial)]);
  const queue: Visit<State>[] = [{ state: model.initial, step: '', before: undefined }];
  // The queue grows while it is read.
  for (const visit of queue) {
    const property = model.brokenBy(visit.state);
    if (property !== undefined) return { states: seen.size, violation: { property, steps: wayTo(visit) } };
    for (const [step, state] of model.steps(visit.state)) {
      const key = model.keyOf(state);
      if (seen.has(key)) continue;
      seen.add(key);
      if (seen.size > limit) throw new RangeError(`there are more than ${limit.toString()} states`);
      queue.push({ state, step, before: visit });
    }
  }
  return { states: seen.size, violation: undefined };
}

function wayTo<State>(last: Visit<State>): readonly string[] {
  const steps: string[] = [];
  for (let visit = last; visit.before !== undefined; visit = visit.before) steps.push(visit.step);
  return steps.reverse();
}
