import type { BlockSource, BlockStream, LedgerBlock } from '../../fabric/blocks.js';
import type { LedgerOfBlocks } from './blocks.js';

/** Gives the blocks of ledgers in memory as they are added; can be cut off and down for a while. */
export class FakeSource implements BlockSource {
  readonly #ledgers: ReadonlyMap<string, LedgerOfBlocks>;
  readonly #streams = new Set<{ wake: () => void; cut: () => void }>();
  isDown = false;
  opened = 0;

  constructor(ledgers: ReadonlyMap<string, LedgerOfBlocks>) {
    this.#ledgers = ledgers;
  }

  get ledgerChannels(): readonly string[] {
    return [...this.#ledgers.keys()];
  }

  /** Tells the readers that blocks were added. */
  news(): void {
    for (const { wake } of this.#streams) wake();
  }

  /** Ends every stream with an error. */
  cut(): void {
    for (const { cut } of this.#streams) cut();
  }

  height(ledgerChannel: string): Promise<bigint> {
    if (this.isDown) return Promise.reject(new Error('down'));
    return Promise.resolve(BigInt(this.#blocks(ledgerChannel).length));
  }

  blocks(ledgerChannel: string, start: bigint): Promise<BlockStream> {
    if (this.isDown) return Promise.reject(new Error('down'));
    this.opened += 1;
    const blocks = this.#blocks(ledgerChannel);
    let isCut = false;
    let isClosed = false;
    let waker: (() => void) | undefined;
    const wake = (): void => {
      waker?.();
    };
    const stream = {
      wake,
      cut: () => {
        isCut = true;
        wake();
      },
    };
    this.#streams.add(stream);
    const streams = this.#streams;
    const state = { isOver: () => isClosed, isCut: () => isCut };
    return Promise.resolve({
      close: () => {
        isClosed = true;
        streams.delete(stream);
        wake();
      },
      async *[Symbol.asyncIterator](): AsyncGenerator<LedgerBlock, void> {
        for (let next = Number(start); !state.isOver();) {
          const block = blocks[next];
          if (state.isCut()) throw new Error('cut');
          if (block === undefined) {
            await new Promise<void>((resolve) => {
              waker = resolve;
            });
          } else {
            next += 1;
            yield block;
          }
        }
      },
    });
  }

  #blocks(ledgerChannel: string): readonly LedgerBlock[] {
    const ledger = this.#ledgers.get(ledgerChannel);
    if (ledger === undefined) throw new Error(`no ledger channel ${ledgerChannel}`);
    return ledger.blocks;
  }
}
