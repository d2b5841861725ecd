import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../../common/errors/start-error.js';
import { findBinaries } from './binaries.js';
import { type Cluster, dataOf, openCluster, SUPERUSER } from './cluster.js';
import { FolderLock } from './folder-lock.js';
import { endOrphan } from './orphan.js';
import { prepareFolders } from './server-folders.js';
import { ServerProcess } from './server-process.js';

const TRY_FOR_MS = 5000;
const PAUSE_MS = 250;

export interface EmbeddedServerOptions {
  /** An existing folder, absolute. */
  readonly dataDir: string;
  /** Most connections at once. */
  readonly connections: number;
}

/** A PostgreSQL of our own, for those who have none: on 127.0.0.1 only, on a free port, its data under the data folder. */
export class EmbeddedServer {
  private constructor(
    private readonly lock: FolderLock,
    private readonly process: ServerProcess,
    private readonly cluster: Cluster,
  ) {}

  /**
   * Starts it, the first time with a new cluster. What an earlier process left when it was killed is cleared away.
   *
   * @throws StartError when another registry holds the folder, or when it cannot be started here.
   */
  static async start({ dataDir, connections }: EmbeddedServerOptions): Promise<EmbeddedServer> {
    const lock = await FolderLock.acquire(join(dataDir, 'registry.lock'), dataDir);
    try {
      refuseMusl();
      const { user, home, copies } = await prepareFolders(dataDir);
      const cluster = await openCluster(await findBinaries(user, copies), home, user);
      await endOrphan(dataOf(cluster));
      return new EmbeddedServer(lock, await startPatiently(cluster, connections), cluster);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  get url(): string {
    return `postgres://${SUPERUSER}:${this.cluster.password}@127.0.0.1:${this.process.port}/${SUPERUSER}`;
  }

  /** Where its data is: not under the data folder when its user cannot enter that. */
  get home(): string {
    return this.cluster.home;
  }

  async stop(): Promise<void> {
    await this.process.stop();
    await this.lock.release();
  }
}

/** After a crash, the last backends of the old server may need a moment to let go; a free port may be taken meanwhile. */
async function startPatiently(cluster: Cluster, connections: number): Promise<ServerProcess> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      return await ServerProcess.start(cluster, connections);
    } catch (error) {
      if (waited >= TRY_FOR_MS) {
        throw new StartError(`The embedded database in ${cluster.home} does not start: ${(error as Error).message}.`);
      }
      await delay(PAUSE_MS);
    }
  }
}

function refuseMusl(): void {
  if (process.platform !== 'linux') return;
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  if (header.glibcVersionRuntime) return;
  throw new StartError('The embedded database needs glibc, which this system (Alpine?) has not: set DATABASE_URL.');
}
