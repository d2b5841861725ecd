export { ANY_KEY, ChangeFeed } from './change-feed.js';
export { DatabaseModule } from './database.module.js';
export { FeedCache } from './feed-cache.js';
export { checkInstallation } from './installation.js';
export { migrate } from './migrate.js';
export { OpenDatabase, openDatabase } from './open-database.js';
export { PoolGauge } from './pool-gauge.js';
export { type StatementTiming, StatementTimings } from './statement-timings.js';
export { Transactions } from './transactions.js';
