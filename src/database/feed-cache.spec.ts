import type { ChangeFeed } from './change-feed.js';
import { FeedCache } from './feed-cache.js';

const feed = { live: true, on: () => undefined } as unknown as ChangeFeed;

it('a cache of sized entries keeps what fits, the latest', async () => {
  const options = { max: 10, maxSize: 100, sizeCalculation: ({ size }: { size: number }) => size };
  const cache = new FeedCache<{ size: number }>(feed, 'things', options);
  const loads: string[] = [];
  const get = (key: string, size: number) => cache.get(key, () => (loads.push(key), Promise.resolve({ size })));
  for (const [key, size] of [
    ['a', 60],
    ['b', 60],
    ['b', 60],
    ['huge', 101],
    ['huge', 101],
    ['b', 60],
    ['a', 60],
  ] as const)
    await get(key, size);
  expect(loads).toEqual(['a', 'b', 'huge', 'huge', 'a']);
});
