import { withoutSecrets } from './without-secrets.js';

describe('withoutSecrets', () => {
  it('leaves out what shows a secret, and says so', () => {
    expect(withoutSecrets({ id: '1', token: 'trc_x' }, ['token'])).toEqual({ id: '1', secretOmitted: true });
  });

  it.each([{ id: '1' }, null, undefined, 'text', ['a']])('leaves %j as it is', (body) => {
    expect(withoutSecrets(body, ['token'])).toBe(body);
  });
});
