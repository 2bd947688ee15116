/** An answer of a gateway; its body where it has one in JSON. */
export interface Answer {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

const ANSWER_MS = 70_000;

/** One principal at one gateway. It repeats nothing by itself: whoever asks decides what an answer that is lost means. */
export class Caller {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  get(path: string): Promise<Answer | undefined> {
    return this.#ask('GET', path);
  }

  post(path: string, body: unknown = {}): Promise<Answer | undefined> {
    return this.#ask('POST', path, JSON.stringify(body));
  }

  /** The body of a 200. @throws Error for anything else */
  async read(path: string): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.get(path);
    if (answer?.status === 200) return answer.body;
    throw new Error(`GET ${path}: ${answer === undefined ? 'no answer' : describe(answer)}`);
  }

  /** Every record of a list. */
  async readAll(path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const items: Readonly<Record<string, unknown>>[] = [];
    for (let cursor = ''; ;) {
      const page = await this.read(`${path}&limit=1000${cursor}`);
      items.push(...(page['items'] as typeof items));
      if (page['nextCursor'] === null) return items;
      cursor = `&cursor=${encodeURIComponent(page['nextCursor'] as string)}`;
    }
  }

  /** Undefined where the connection was lost before the whole answer was there. */
  async #ask(method: string, path: string, body?: string): Promise<Answer | undefined> {
    try {
      const response = await fetch(new URL(path, this.#url), {
        method,
        headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const text = await response.text();
      const retryAfter = response.headers.get('retry-after');
      return {
        status: response.status,
        retryAfterSeconds: retryAfter === null ? undefined : Number(retryAfter),
        body: /json/u.test(response.headers.get('content-type') ?? '')
          ? (JSON.parse(text) as Answer['body'])
          : { text },
      };
    } catch {
      return undefined;
    }
  }
}

export function describe({ status, body }: Answer): string {
  return `${String(status)} ${JSON.stringify(body).slice(0, 300)}`;
}
