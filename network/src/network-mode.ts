import type { Steps } from './steps.js';

/** A node or service of a network, as `status` tells it. */
export interface PartStatus {
  readonly name: string;
  /** `running`, or what is wrong with it. */
  readonly state: string;
  readonly healthy: boolean;
  readonly port: number;
  readonly pid?: number;
  /** Ledger channels, version, or whatever else there is to say. */
  readonly notes: string;
}

export interface NetworkStatus {
  /** In one line: which network, of what, where. */
  readonly title: string;
  /** Empty where there is no network. */
  readonly parts: readonly PartStatus[];
}

export interface LogsRequest {
  /** Names of parts; all where none is given. */
  readonly names: readonly string[];
  readonly lines: number;
  readonly follow: boolean;
}

export interface UpOptions {
  /** Stop where the nodes run: ledger channels are to be made by hand. */
  readonly nodesOnly?: boolean;
}

/** One way of bringing the same federation network up. Each command is safe to repeat, also after it failed half-way. */
export interface NetworkMode {
  /**
   * @returns What to tell whoever typed it when all is up.
   */
  up(steps: Steps, options?: UpOptions): Promise<readonly string[]>;
  /** Brings the chaincode of this checkout to every ledger channel. @returns As `up`. */
  deploy(steps: Steps): Promise<readonly string[]>;
  /** Ends and removes all that `up` and `deploy` made; with `keep` it only ends it, and `up` goes on with the data. */
  down(steps: Steps, options: Readonly<{ keep: boolean }>): Promise<void>;
  status(): Promise<NetworkStatus>;
  /** Writes to standard output; with `follow` until it is interrupted. */
  logs(request: LogsRequest): Promise<void>;
}
