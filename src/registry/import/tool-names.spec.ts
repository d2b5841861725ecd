import { documentNameOf, takeName, toolNameOf } from './tool-names.js';

const NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

describe('documentNameOf', () => {
  it.each([
    ['Swagger Petstore - OpenAPI 3.0', 'swagger_petstore_openapi_3_0'],
    ['  Wetter für Züge ', 'wetter_fu_r_zu_ge'],
    ['3D Printing', 'api_3d_printing'],
    ['天気', 'api'],
    ['', 'api'],
    ['A title that is much longer than a name may be', 'a_title_that_is_much_longer_than'],
  ])('%j → %s', (title, name) => expect(documentNameOf(title)).toBe(name));
});

describe('toolNameOf', () => {
  const operation = { method: 'GET', path: '/pets/{id}', operationId: undefined };

  it.each([
    ['getPet', 'd_getPet'],
    ['pets.get (by id)', 'd_pets_get_by_id'],
    ['get-pet', 'd_get-pet'],
    ['__get__pet__', 'd_get__pet'],
    [undefined, 'd_get_pets_id'],
  ])('%j → %s', (operationId, name) => expect(toolNameOf('d', { ...operation, operationId })).toBe(name));

  it('shortens long names, to different ones', () => {
    const names = ['a', 'b'].map((end) => toolNameOf('d', { ...operation, operationId: 'x'.repeat(200) + end }));
    expect(new Set(names).size).toBe(2);
    names.forEach((it) => expect(it).toMatch(NAME));
  });

  it('does not take longer than it should for a long run of them', () => {
    expect(toolNameOf('d', { ...operation, operationId: `a${'_'.repeat(1_000_000)}a` })).toMatch(NAME);
  });

  it('makes one of an operationId without a usable letter, the same each time', () => {
    const [first, second] = [0, 1].map(() => toolNameOf('d', { ...operation, operationId: '名前' }));
    expect(first).toBe(second);
    expect(first).toMatch(NAME);
  });
});

describe('takeName', () => {
  it('numbers names that differ only in case', () => {
    const taken = new Set(['d_a']);
    expect(['d_A', 'd_a', 'd_b'].map((it) => takeName(it, taken))).toEqual(['d_A_2', 'd_a_3', 'd_b']);
  });

  it('stays within the rule', () => {
    const taken = new Set(['x'.repeat(64)]);
    expect(takeName('x'.repeat(64), taken)).toMatch(NAME);
  });
});
