import { CredentialStory } from './credential-story.js';
import { eventually } from './eventually.js';
import { createDatabase, query, type TestDatabase } from './test-database.js';

describe('a story about credentials', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  it('leaves no registry behind where its administrator cannot log in', async () => {
    const variables = { DATABASE_URL: database.url, ADMIN_PASSWORD: 'another-than-stories-log-in-with' };
    await expect(CredentialStory.begin(variables)).rejects.toThrow('The administrator cannot log in');
    await eventually(async () => {
      const others = 'SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
      expect(await query(database.url, others)).toEqual([]);
    });
  });
});
