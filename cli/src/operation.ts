/** A parameter or a field of a body. */
export interface Field {
  readonly name: string;
  readonly kind: 'text' | 'texts' | 'boolean' | 'integer' | 'number' | 'json';
  readonly required: boolean;
  readonly choices?: readonly string[];
  readonly description?: string;
}

/** One operation of the gateway's HTTP API, as its document has it. */
export interface Operation {
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Of the path, in its order. */
  readonly positionals: readonly Field[];
  readonly query: readonly Field[];
  readonly bodyType?: string;
  /** Undefined where there is no body, or one that is given whole. */
  readonly body?: readonly Field[];
  readonly answerType?: string;
  readonly answer?: { readonly isList: boolean; readonly fields: readonly string[] };
}
