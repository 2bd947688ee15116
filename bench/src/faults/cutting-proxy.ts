import { connect, createServer, type Server, type Socket } from 'node:net';

/** What lies between a caller and a gateway: passes every byte on, or cuts connections in the middle of answers. */
export interface CuttingProxy {
  readonly url: string;
  /** From now on every so many-th answer is cut somewhere in its first bytes. 0: none. */
  cutEvery(answers: number): void;
  /** Answers cut so far. */
  readonly cut: number;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
/** Somewhere in the head of an answer, or its body, or before its first byte. */
const LATEST_CUT_BYTES = 1_500;

export async function newCuttingProxy(gatewayUrl: string): Promise<CuttingProxy> {
  const proxy = new Proxy(Number(new URL(gatewayUrl).port));
  await proxy.listen();
  return proxy;
}

class Proxy implements CuttingProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #url = '';
  #every = 0;
  #answers = 0;
  #cut = 0;

  constructor(gatewayPort: number) {
    this.#server = createServer((caller) => {
      this.#join(caller, connect(gatewayPort, HOST));
    });
  }

  get url(): string {
    return this.#url;
  }

  get cut(): number {
    return this.#cut;
  }

  cutEvery(answers: number): void {
    this.#every = answers;
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, HOST, () => {
        const address = this.#server.address();
        this.#url = `http://${HOST}:${String(typeof address === 'object' ? address?.port : 0)}`;
        resolve();
      });
    });
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #join(caller: Socket, gateway: Socket): void {
    const end = (): void => {
      caller.destroy();
      gateway.destroy();
    };
    for (const socket of [caller, gateway]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        end();
      });
    }
    caller.pipe(gateway);
    gateway.on('data', (part: Buffer) => {
      this.#answers += 1;
      if (this.#every > 0 && this.#answers % this.#every === 0) {
        this.#cut += 1;
        const bytes = Math.floor(Math.random() * Math.min(part.length, LATEST_CUT_BYTES));
        caller.write(part.subarray(0, bytes), end);
      } else if (!caller.write(part)) {
        gateway.pause();
        caller.once('drain', () => gateway.resume());
      }
    });
  }
}
