import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';

import { OperatorError } from '../native/operator-error.js';
import { LISTEN_HOST, LOOPBACK_NAME, ordererAdmin, type OrdererNode } from '../native/topology.js';

const PATH = '/participation/v1/channels';
const TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 1024 * 1024;

/** An orderer's admin endpoint, asked with the certificate of the ordering organization's administrator. */
export class ChannelParticipation {
  readonly #orderer: OrdererNode;
  readonly #identities: string;

  constructor(orderer: OrdererNode, identities: string) {
    this.#orderer = orderer;
    this.#identities = identities;
  }

  /** Names of the channels it has joined. */
  async joined(): Promise<readonly string[]> {
    const { channels } = (await this.#ask('GET')) as { channels?: { name: string }[] | null };
    return (channels ?? []).map(({ name }) => name);
  }

  /** @throws OperatorError with the orderer's own words where it refuses. */
  async join(block: Buffer): Promise<void> {
    await this.#ask('POST', block);
  }

  async #ask(method: 'GET' | 'POST', block?: Buffer): Promise<unknown> {
    const { tls } = ordererAdmin(this.#identities);
    const [ca, cert, key] = await Promise.all([
      readFile(this.#orderer.paths.tls.rootCert),
      readFile(tls.cert),
      readFile(tls.key),
    ]);
    const form = block === undefined ? undefined : formOf(block);
    const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
      const call = request(
        {
          host: LISTEN_HOST,
          port: this.#orderer.adminPort,
          path: PATH,
          method,
          ...{ ca, cert, key, servername: LOOPBACK_NAME, timeout: TIMEOUT_MS },
          headers: form === undefined ? {} : { 'content-type': form.type, 'content-length': form.body.length },
        },
        (response) => {
          let body = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            body += chunk;
            if (body.length > MAX_ANSWER_BYTES) call.destroy(new Error('the answer does not end'));
          });
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, body });
          });
          response.on('error', reject);
        },
      );
      call.on('timeout', () => call.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
      call.on('error', (error) => {
        reject(new OperatorError(`${this.#orderer.name} does not answer its administrator: ${error.message}`));
      });
      call.end(form?.body);
    });
    if (answer.status >= 200 && answer.status < 300) return JSON.parse(answer.body);
    throw new OperatorError(`${this.#orderer.name} refused (${answer.status}): ${answer.body.slice(0, 500).trim()}`);
  }
}

/** The one file of a multipart form. */
function formOf(block: Buffer): { readonly type: string; readonly body: Buffer } {
  const boundary = randomBytes(16).toString('hex');
  const head = [
    `--${boundary}`,
    'Content-Disposition: form-data; name="config-block"; filename="config.block"',
    'Content-Type: application/octet-stream',
    '\r\n',
  ].join('\r\n');
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([Buffer.from(head), block, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
