import { readFileSync } from 'node:fs';
import { Environment } from '../../src/config/environment.js';
import { type EnvironmentError } from '../../src/config/environment-error.js';
import { loadEnvironment } from '../../src/config/load-environment.js';
import { settingsOf, type SettingDescription } from '../../src/config/setting.decorator.js';

const defaults = new Environment();
const settings = settingsOf(Environment);

function defaultOf({ name }: SettingDescription): string {
  const value: unknown = defaults[name as keyof Environment];
  return value === undefined ? '' : String(value);
}

const read = (path: string) => readFileSync(path, 'utf8');

describe('.env.example', () => {
  it('shows each setting once, commented out, with its description and default', () => {
    const expected = settings.map((it) => `# ${it.description}\n#${it.name}=${defaultOf(it)}\n`).join('\n');
    expect(read('.env.example')).toContain(expected);
    expect(read('.env.example').match(/^#?[A-Z_]+=/gm)).toHaveLength(settings.length);
  });
});

describe('docs/configuration.md', () => {
  it('has a row for each setting, in order, and no other', () => {
    const rows = read('docs/configuration.md').match(/^\| `[A-Z_]+` .*$/gm);
    expect(rows).toEqual(
      settings.map((it) => {
        const value = defaultOf(it) && `\`${defaultOf(it)}\``;
        return `| \`${it.name}\` | ${value || '–'} | ${it.secret ? 'yes' : ''} | ${it.description} |`;
      }),
    );
  });
});

describe('the environment', () => {
  const problemsOf = (variables: Record<string, string>) => {
    try {
      loadEnvironment(variables);
      return [];
    } catch (error) {
      return (error as EnvironmentError).problems;
    }
  };
  const GOOD = {
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://registry:9TrPqZ4w@db.internal/registry',
    PUBLIC_URL: 'https://registry.internal',
    MASTER_KEY: 'JZbJ2H8jTi0m1XcRt0k6Qd3v4yqvQ0mYwQv3m3pWk2E=',
    ADMIN_PASSWORD: 'Vk2-mUx9.qLw7',
    METRICS_TOKEN: 'b7Qm2ZtXw9LrK4sN',
  };

  it('accepts a production that is complete', () => {
    expect(problemsOf(GOOD)).toEqual([]);
  });

  it('names everything that production misses at once', () => {
    const names = problemsOf({ NODE_ENV: 'production' }).map((it) => it.split(' ')[0]);
    expect(names).toEqual(['DATABASE_URL', 'PUBLIC_URL', 'MASTER_KEY', 'ADMIN_PASSWORD', 'METRICS_TOKEN']);
  });

  it.each([
    ['ADMIN_PASSWORD', 'administrator-1'],
    ['ADMIN_PASSWORD', 'changeme-changeme'],
    ['ADMIN_PASSWORD', 'abababababababab'],
    ['ADMIN_PASSWORD', 'short'],
    ['METRICS_TOKEN', 'my-secret-token-x'],
    ['METRICS_TOKEN', '1111111111111111'],
    ['MASTER_KEY', Buffer.alloc(32).toString('base64')],
    ['MASTER_KEY', Buffer.alloc(32, 'ab').toString('base64')],
    ['MASTER_KEY', 'not a key'],
    ['PORT', '70000'],
    ['PORT', '1e3'],
    ['DATABASE_URL', 'mysql://user:hunter2hunter2@host/db'],
    ['DATABASE_URL', 'postgres://user:p/w@host:x/db'],
    ['DATABASE_URL', 'postgres://registry:postgres@db.internal/registry'],
    ['DATABASE_URL', 'postgres://registry:registry@db.internal/registry'],
    ['REDIS_URL', 'http://cache.internal'],
    ['PUBLIC_URL', 'ftp://registry.internal'],
    ['TRUSTED_PROXIES', '10.0.0.0/8,somewhere'],
    ['OUTBOUND_ALLOW_HTTP', 'yes'],
  ])('refuses a bad %s (%s) by name, without its value', (name, value) => {
    const problems = problemsOf({ ...GOOD, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} `));
    expect(problems[0]).not.toContain(value);
  });

  it('names several problems in one error', () => {
    const variables = { ...GOOD, ADMIN_PASSWORD: 'password-password', METRICS_TOKEN: 'x', PORT: 'x' };
    expect(
      problemsOf(variables)
        .map((it) => it.split(' ')[0])
        .sort(),
    ).toEqual(['ADMIN_PASSWORD', 'METRICS_TOKEN', 'PORT']);
  });

  it('lets development start with nothing', () => {
    expect(problemsOf({})).toEqual([]);
  });
});
