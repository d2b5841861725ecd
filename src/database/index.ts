export { ChangeFeed } from './change-feed.js';
export { DatabaseModule } from './database.module.js';
export { Transactions } from './transactions.js';
