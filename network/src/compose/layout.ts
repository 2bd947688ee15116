import { join } from 'node:path';

/** The folders of a network in containers, all below one that the containers see as {@link CONTAINER_FOLDER}. */
export interface ComposeLayout {
  readonly home: string;
  readonly folder: string;
  readonly identities: string;
  readonly artifacts: string;
  /** What each peer's chaincode builder is told: `peer0.org1.json`. */
  readonly builders: string;
  /** What each org's gateway may see: `org1/`. */
  readonly gateways: string;
  readonly prometheus: string;
  readonly secrets: string;
  /** Connection profiles for clients on this host. */
  readonly profiles: string;
  /** Variables of `docker-compose.yaml`. */
  readonly envFile: string;
  readonly lockFile: string;
  readonly settingsFile: string;
  readonly stateFile: string;
}

/** Where `docker-compose.yaml` puts a part of the folder in a container, under its own name. */
export const CONTAINER_FOLDER = '/etc/cloudfed';

export function composeLayout(home: string): ComposeLayout {
  const folder = join(home, 'compose');
  return {
    home,
    folder,
    identities: join(folder, 'identities'),
    artifacts: join(folder, 'channel-artifacts'),
    builders: join(folder, 'builders'),
    gateways: join(folder, 'gateways'),
    prometheus: join(folder, 'prometheus'),
    secrets: join(folder, 'secrets'),
    profiles: join(folder, 'profiles'),
    envFile: join(folder, 'compose.env'),
    lockFile: join(folder, 'lock'),
    settingsFile: join(folder, 'settings.json'),
    stateFile: join(folder, 'state.json'),
  };
}
