import { OperatorError } from '../native/operator-error.js';

/**
 * A part of a configuration file that is read field by field: a field that is missing, of another kind, or that nobody
 * has asked for is an error that names it, so nothing in the file is passed over.
 */
export class ConfigTree {
  readonly #path: string;
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly #unread: Set<string>;

  private constructor(value: unknown, path: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new OperatorError(`${path}: must have fields`);
    }
    this.#path = path;
    this.#fields = new Map(Object.entries(value));
    this.#unread = new Set(this.#fields.keys());
  }

  /** Reads all of a value. @throws OperatorError naming the field. */
  static read<T>(value: unknown, path: string, reader: (tree: ConfigTree) => T): T {
    const tree = new ConfigTree(value, path);
    const result = reader(tree);
    const [unknown] = tree.#unread;
    if (unknown !== undefined) throw new OperatorError(`${path}.${unknown}: is not understood`);
    return result;
  }

  get names(): readonly string[] {
    return [...this.#fields.keys()];
  }

  has(name: string): boolean {
    return this.#fields.has(name);
  }

  text(name: string): string {
    const value = this.#take(name);
    if (typeof value !== 'string' || value === '') throw new OperatorError(`${this.#path}.${name}: must be text`);
    return value;
  }

  /** A whole number that 32 bits hold. */
  whole(name: string): number {
    const value = this.#take(name);
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
      throw new OperatorError(`${this.#path}.${name}: must be a whole number`);
    }
    return value;
  }

  /** Names of the fields that are true; all must be true or false. */
  flags(name: string): readonly string[] {
    return this.inside(name, (tree) =>
      tree.names.filter((flag) => {
        const value = tree.#take(flag);
        if (typeof value !== 'boolean') throw new OperatorError(`${tree.#path}.${flag}: must be true or false`);
        return value;
      }),
    );
  }

  inside<T>(name: string, reader: (tree: ConfigTree) => T): T {
    return ConfigTree.read(this.#take(name), `${this.#path}.${name}`, reader);
  }

  list<T>(name: string, reader: (tree: ConfigTree) => T): readonly T[] {
    return this.#items(name).map((value, at) => ConfigTree.read(value, `${this.#path}.${name}[${at}]`, reader));
  }

  texts(name: string): readonly string[] {
    return this.#items(name).map((value, at) => {
      if (typeof value !== 'string') throw new OperatorError(`${this.#path}.${name}[${at}]: must be text`);
      return value;
    });
  }

  #items(name: string): readonly unknown[] {
    const value = this.#take(name);
    if (!Array.isArray(value)) throw new OperatorError(`${this.#path}.${name}: must be a list`);
    return value as readonly unknown[];
  }

  #take(name: string): unknown {
    if (!this.#fields.has(name)) throw new OperatorError(`${this.#path}.${name}: is missing`);
    this.#unread.delete(name);
    return this.#fields.get(name);
  }
}
