import type { Issuer } from '../auth/index.js';
import { Audiences } from './audiences.js';

const audiences = new Audiences({ url: 'https://registry.example' } as Issuer);
const URI = 'https://registry.example/api/v1/tools/7';

describe('Audiences', () => {
  it.each([
    ['https://stock.example/v1', [URI, 'https://stock.example/v1', 'https://stock.example']],
    ['https://registry.example/tool', [URI, 'https://registry.example/tool']],
    ['https://registry.example', [URI]],
    ['of no use', [URI]],
  ])('of a tool at %s never name the registry itself', (endpoint, expected) => {
    expect(audiences.of({ id: '7', endpoint })).toEqual(expected);
  });
});
