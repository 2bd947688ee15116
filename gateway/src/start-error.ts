import { type Config, ConfigError } from './config.js';
import { ProfileError } from './fabric/profile.js';
import { ForeignDatabaseError } from './readmodel/owner.js';
import { TlsFilesError } from './http/tls.js';

/** Whether it is for whoever configured the gateway to mend. */
export function isConfigProblem(error: unknown): boolean {
  return [ConfigError, ProfileError, TlsFilesError, ForeignDatabaseError].some((kind) => error instanceof kind);
}

interface Circumstances {
  readonly host: string;
  readonly port: string;
  readonly folder: string;
  /** What the operating system names. */
  readonly path: string | undefined;
  readonly message: string;
}

type Explanation = (about: Circumstances) => string;

const noAddress: Explanation = ({ host }) => `HOST ${host} is no address of this machine`;
const noFolder: Explanation = ({ path }) => `${String(path)} is no folder`;
const notAllowed: Explanation = ({ path, port }) =>
  path === undefined
    ? `PORT ${port} may not be listened on by this user`
    : `${path} may not be read or written by this user`;
const damaged: Explanation = ({ folder, message }) =>
  `the database in CLOUDFED_DATA_DIR ${folder} is damaged (${message})`;
const notOpened: Explanation = ({ folder, message }) =>
  `the database in CLOUDFED_DATA_DIR ${folder} cannot be opened or written (${message})`;

const EXPLANATIONS: Readonly<Partial<Record<string, Explanation>>> = {
  EADDRINUSE: ({ host, port }) => `PORT ${port} of ${host} is taken by another program`,
  EADDRNOTAVAIL: noAddress,
  ENOTFOUND: noAddress,
  EACCES: notAllowed,
  EPERM: notAllowed,
  EROFS: notAllowed,
  EEXIST: noFolder,
  ENOTDIR: noFolder,
  SQLITE_NOTADB: damaged,
  SQLITE_CORRUPT: damaged,
  SQLITE_CANTOPEN: notOpened,
  SQLITE_READONLY: notOpened,
};

/** Why a gateway did not start, in a sentence that says what to change. */
export function startProblem(error: unknown, config: Config | undefined): string {
  if (!(error instanceof Error)) return String(error);
  const { code = '', path, message } = error as NodeJS.ErrnoException;
  const { HOST: host, PORT: port, CLOUDFED_DATA_DIR: folder } = config ?? {};
  const about = { host: String(host), port: String(port), folder: String(folder), path, message };
  return EXPLANATIONS[code]?.(about) ?? message;
}
