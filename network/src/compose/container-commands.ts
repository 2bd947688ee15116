import { Gate, type PeerCommands, peerEnvironment } from '../native/fabric-command.js';
import type { PeerNode, PeerOrg } from '../native/topology.js';
import type { Docker } from './docker.js';
import { type ComposeLayout, CONTAINER_FOLDER } from './layout.js';

const CONCURRENT_COMMANDS = 4;

/**
 * The `peer` command in a container that stands among the nodes and knows them by their own names. Paths below the
 * network's folder are told as that container sees them.
 */
export class ContainerCommands implements PeerCommands {
  readonly #docker: Docker;
  readonly #container: string;
  readonly #layout: ComposeLayout;
  readonly #gate = new Gate(CONCURRENT_COMMANDS);

  /** @param container Its id. */
  constructor(docker: Docker, container: string, layout: ComposeLayout) {
    this.#docker = docker;
    this.#container = container;
    this.#layout = layout;
  }

  async peer(org: PeerOrg, args: readonly string[], peer: PeerNode = org.peers[0]): Promise<string> {
    const variables = Object.entries(peerEnvironment(org, peer)).flatMap(([name, value]) => [
      '--env',
      `${name}=${this.#inside(value)}`,
    ]);
    const inside = args.map((arg) => this.#inside(arg));
    return this.#gate.through(() => this.#docker.docker('exec', ...variables, this.#container, 'peer', ...inside));
  }

  #inside(text: string): string {
    const { folder } = this.#layout;
    return text.startsWith(`${folder}/`) ? `${CONTAINER_FOLDER}${text.slice(folder.length)}` : text;
  }
}
