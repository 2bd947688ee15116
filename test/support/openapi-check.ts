import formats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';

import type { Answer } from './federation.js';

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
}

type Document = Readonly<Record<'paths', Readonly<Record<string, Readonly<Record<string, Operation>>>>>>;

/** Holds real answers against what an OpenAPI document says of them, and notes which it has seen. */
export class OpenApiCheck {
  readonly #document: Document;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #seen = new Map<string, Set<number>>();

  constructor(document: object) {
    this.#document = document as Document;
    formats.default(this.#ajv);
    this.#ajv.addSchema(document, 'openapi');
  }

  /** @throws Error where the answer is not as the document says */
  check(method: string, path: string, answer: Answer): void {
    const [template, operation] = this.#operation(method, path);
    const status = String(answer.status);
    const whole = answer.headers.get('content-type') ?? '';
    const [bare = ''] = whole.split(';');
    const type = operation.responses[status]?.content?.[whole] === undefined ? bare : whole;
    const place = ['paths', template, method.toLowerCase(), 'responses', status];
    this.#seen.set(operation.operationId, (this.#seen.get(operation.operationId) ?? new Set()).add(answer.status));
    if (answer.status === 304) return;
    const pointer = [...place, 'content', type, 'schema'].map((part) => escapePointer(part)).join('/');
    let isValid: boolean;
    try {
      isValid = this.#ajv.validate({ $ref: `openapi#/${pointer}` }, answer.body);
    } catch (cause) {
      throw new Error(`${method} ${path}: the document knows no ${status} of type ${type}`, { cause });
    }
    if (!isValid) throw new Error(`${method} ${path} ${status}: ${this.#ajv.errorsText()}`);
  }

  /** The operations of some tags that have not answered as they should: by 2xx. */
  unseen(tags: readonly string[]): readonly string[] {
    const all = Object.values(this.#document.paths).flatMap((methods) => Object.values(methods));
    return all
      .filter((operation) => operation.tags.some((tag) => tags.includes(tag)))
      .map(({ operationId }) => operationId)
      .filter((id) => ![...(this.#seen.get(id) ?? [])].some((status) => status < 300));
  }

  #operation(method: string, path: string): readonly [string, Operation] {
    const [bare = ''] = path.split('?');
    const found = Object.entries(this.#document.paths)
      .filter(([template]) => new RegExp(`^${template.replace(/\{\w+\}/gu, '[^/]+')}$`, 'u').test(bare))
      // The one that says most of it: `/v1/statements/{statementId}.csv` rather than any statement’s id.
      .sort(([one], [other]) => literalLength(other) - literalLength(one));
    for (const [template, methods] of found) {
      const operation = methods[method.toLowerCase()];
      if (operation !== undefined) return [template, operation];
    }
    throw new Error(`the document knows no ${method} ${bare}`);
  }
}

function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function literalLength(template: string): number {
  return template.replace(/\{\w+\}/gu, '').length;
}
