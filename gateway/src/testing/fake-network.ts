import { status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';

import type { CommitStreams } from '../fabric/commit-streams.js';
import type { CommitOutcome, LedgerClient, SignedTransaction } from '../fabric/connection.js';

type Step = 'taken' | 'lost' | 'refused';

/** A failure as the client library has it. */
export function gatewayError(code: number, message: string, details: readonly string[] = []): GatewayError {
  return new GatewayError({
    code,
    message,
    details: details.map((detail) => ({ address: 'peer', mspId: 'Org1MSP', message: detail })),
    cause: Object.assign(new Error(message), { code, details: message, metadata: undefined }) as never,
  });
}

/** A ledger network that does what a test tells it to, for what stands between it and the gateway. */
export class FakeNetwork implements Pick<LedgerClient, 'endorse' | 'submit' | 'commitStatus'> {
  /** What was proposed: names and arguments. */
  readonly proposed: { readonly name: string; readonly args: readonly string[] }[] = [];
  /** Transaction ids, each time they were sent. */
  readonly sent: string[] = [];
  /** Transaction ids, each time they were asked after. */
  readonly asked: string[] = [];
  /** What becomes of each sending, in order; later ones as the last. */
  sendings: readonly Step[] = ['taken'];
  /** Whether what is taken is judged at once. */
  judging = true;
  /** The validation code of each transaction that is judged, in order; later ones as the last. */
  verdicts: readonly number[] = [0];
  /** Instead of the answer `{}`. */
  answer: (name: string, args: readonly string[]) => string | Promise<string> = () => '{}';
  /** Called before a transaction is taken. */
  onSubmit: (transactionId: string) => void = () => undefined;

  readonly #judged = new Map<string, CommitOutcome>();
  #proposals = 0;
  #verdicts = 0;

  async endorse(
    _channel: string,
    name: string,
    args: readonly string[],
    timeoutMs: number,
  ): Promise<SignedTransaction> {
    this.#proposals += 1;
    const transactionId = `tx${this.#proposals}`;
    this.proposed.push({ name, args });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(gatewayError(status.DEADLINE_EXCEEDED, 'deadline exceeded'));
      }, timeoutMs);
    });
    try {
      const result = await Promise.race([this.answer(name, args), late]);
      return { transactionId, result, bytes: Buffer.from(transactionId), signature: Buffer.from('signature') };
    } finally {
      clearTimeout(timer);
    }
  }

  submit(bytes: Uint8Array): Promise<void> {
    const transactionId = Buffer.from(bytes).toString();
    this.onSubmit(transactionId);
    const step = this.sendings[Math.min(this.sent.length, this.sendings.length - 1)];
    this.sent.push(transactionId);
    if (step === 'refused') {
      return Promise.reject(gatewayError(status.ABORTED, 'received unsuccessful response: status=FORBIDDEN'));
    }
    if (step === 'lost') return Promise.reject(gatewayError(status.UNAVAILABLE, 'connection lost'));
    if (this.judging) this.judge(transactionId);
    return Promise.resolve();
  }

  /** Puts a transaction in a block, as the next verdict has it unless told. */
  judge(transactionId: string, code?: number): void {
    if (this.#judged.has(transactionId)) return;
    const verdict = code ?? this.verdicts[Math.min(this.#verdicts, this.verdicts.length - 1)] ?? 0;
    this.#verdicts += 1;
    this.#judged.set(transactionId, { code: verdict, blockNumber: 7n });
  }

  commitStatus(_channel: string, transactionId: string): Promise<CommitOutcome> {
    this.asked.push(transactionId);
    const outcome = this.#judged.get(transactionId);
    return outcome === undefined
      ? Promise.reject(gatewayError(status.DEADLINE_EXCEEDED, 'not known'))
      : Promise.resolve(outcome);
  }

  /** A block stream that tells what is known at once and otherwise that it cannot tell. */
  get streams(): CommitStreams {
    return {
      expect: (_channel, transactionId) => ({
        within: () => Promise.resolve(this.#judged.get(transactionId)),
        forget: () => undefined,
      }),
      close: () => undefined,
    };
  }
}
