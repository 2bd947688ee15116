import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedMessage {
  /** The same in every attempt. */
  readonly messageId: string;
  readonly eventId: string;
  readonly type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a receiver that knows no types
  readonly data: any;
}

/** Takes what a webhook is told. */
export class WebhookReceiver {
  readonly messages: ReceivedMessage[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<WebhookReceiver> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { id, type, data } = JSON.parse(Buffer.concat(parts).toString()) as Record<string, string>;
        const messageId = String(request.headers['webhook-id']);
        receiver.messages.push({ messageId, eventId: id ?? '', type: type ?? '', data });
        response.writeHead(204).end();
      });
    });
    const receiver = new WebhookReceiver(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
