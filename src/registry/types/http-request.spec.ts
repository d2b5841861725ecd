import { buildRequest, type HttpRequest } from './http-request.js';
import type { HttpParameter, HttpSettings } from './http.settings.js';

const ENDPOINT = 'https://api.example.com/v1';

const get = (path: string, ...parameters: HttpParameter[]): HttpSettings => ({ method: 'GET', path, parameters });
const post = (contentType: string, files?: string[]): HttpSettings => ({
  method: 'POST',
  body: { contentType, ...(files && { files }) },
});

function built(settings: HttpSettings, input: Record<string, unknown>, endpoint = ENDPOINT): HttpRequest {
  const result = buildRequest(endpoint, settings, input);
  if ('refused' in result) throw new Error(result.refused);
  return result.request;
}

describe('paths', () => {
  const settings = get('/pets/{id}/toys', { name: 'id', in: 'path' });

  it.each<[unknown, string]>([
    ['7', '/v1/pets/7/toys'],
    [7, '/v1/pets/7/toys'],
    ['a b', '/v1/pets/a%20b/toys'],
    ['a/b', '/v1/pets/a%2Fb/toys'],
    ['a?b#c', '/v1/pets/a%3Fb%23c/toys'],
    ["a!'()*;=&@:", '/v1/pets/a%21%27%28%29%2A%3B%3D%26%40%3A/toys'],
    ['100%', '/v1/pets/100%25/toys'],
    ['a.b', '/v1/pets/a.b/toys'],
    ['...', '/v1/pets/.../toys'],
    ['ünï', '/v1/pets/%C3%BCn%C3%AF/toys'],
    [['a', 'b/c'], '/v1/pets/a,b%2Fc/toys'],
  ])('%j → %s', (id, pathname) => expect(built(settings, { id }).url.href).toBe(`https://api.example.com${pathname}`));

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an empty text', ''],
    ['null', null],
    ['a dot', '.'],
    ['two dots', '..'],
    ['a way up', '../admin'],
    ['a way up at the end', 'x/..'],
    ['backslashes', '..\\admin'],
    ['an encoded way up', '%2e%2e'],
    ['an encoded slash', '..%2Fadmin'],
    ['a doubly encoded way up', '%252e%252e%252fadmin'],
    ['an encoding beyond reason', '%25252525252e'],
    ['an empty list', []],
  ])('refuses %s', (_, id) => expect(buildRequest(ENDPOINT, settings, { id })).toHaveProperty('refused'));

  it('refuses parts that only together climb', () => {
    const pair = get('/{a}{b}', { name: 'a', in: 'path' }, { name: 'b', in: 'path' });
    expect(buildRequest(ENDPOINT, pair, { a: 'x', b: 'y' })).toHaveProperty('request');
    expect(buildRequest(ENDPOINT, get('/x/.{b}', { name: 'b', in: 'path' }), { b: 'a' })).toHaveProperty('request');
    expect(
      buildRequest(ENDPOINT, { ...get('/x/.{b}', { name: 'b', in: 'path', style: 'label' }) }, { b: '' }),
    ).toHaveProperty('refused');
  });

  it.each([
    ['https://api.example.com', '', 'https://api.example.com/'],
    ['https://api.example.com/v1/', '/pets', 'https://api.example.com/v1/pets'],
    ['https://api.example.com/v1?key=a b', '/pets', 'https://api.example.com/v1/pets?key=a%20b'],
    ['https://api.example.com', '//evil.example.com/x', 'https://api.example.com//evil.example.com/x'],
    ['https://api.example.com', '/a:archive/{unknown}', 'https://api.example.com/a:archive/%7Bunknown%7D'],
  ])('%s + %s', (endpoint, path, href) => expect(built(get(path), {}, endpoint).url.href).toBe(href));
});

describe('styles', () => {
  const list = ['blue', 'black'];
  const object = { R: 100, G: 200 };

  it.each<[string, Partial<HttpParameter>, unknown, string]>([
    ['form', {}, list, 'c=blue&c=black'],
    ['form, in one', { explode: false }, list, 'c=blue%2Cblack'],
    ['form, object', {}, object, 'R=100&G=200'],
    ['form, object in one', { explode: false }, object, 'c=R%2C100%2CG%2C200'],
    ['spaceDelimited', { style: 'spaceDelimited', explode: false }, list, 'c=blue%20black'],
    ['pipeDelimited', { style: 'pipeDelimited', explode: false }, list, 'c=blue%7Cblack'],
    ['deepObject', { style: 'deepObject' }, object, 'c%5BR%5D=100&c%5BG%5D=200'],
    ['json', { style: 'json' }, object, 'c=%7B%22R%22%3A100%2C%22G%22%3A200%7D'],
    ['a boolean', {}, false, 'c=false'],
    ['an empty text', {}, '', 'c='],
    ['what looks like more parameters', {}, 'a&admin=true#x', 'c=a%26admin%3Dtrue%23x'],
  ])('query: %s', (_, parameter, value, query) => {
    const settings = get('', { name: 'c', in: 'query', ...parameter });
    expect(built(settings, { c: value }).url.search).toBe(`?${query}`);
  });

  it.each<[string, Partial<HttpParameter>, unknown, string]>([
    ['simple, object', {}, object, 'R,100,G,200'],
    ['simple, object one by one', { explode: true }, object, 'R=100,G=200'],
    ['label', { style: 'label' }, list, '.blue,black'],
    ['label one by one', { style: 'label', explode: true }, list, '.blue.black'],
    ['matrix', { style: 'matrix' }, list, ';c=blue,black'],
    ['matrix one by one', { style: 'matrix', explode: true }, list, ';c=blue;c=black'],
    ['matrix, object one by one', { style: 'matrix', explode: true }, object, ';R=100;G=200'],
  ])('path: %s', (_, parameter, value, text) => {
    const settings = get('/{c}', { name: 'c', in: 'path', ...parameter });
    expect(built(settings, { c: value }).url.pathname).toBe(`/v1/${text}`);
  });

  it('takes a member of another name, and leaves out what is absent', () => {
    const settings = get('', { name: 'filter[name]', in: 'query', input: 'filter_name_' }, { name: 'x', in: 'query' });
    expect(built(settings, { filter_name_: 'a' }).url.search).toBe('?filter%5Bname%5D=a');
  });

  it('takes nothing from the prototype of an input', () => {
    expect(built(get('', { name: 'constructor', in: 'query' }), {}).url.search).toBe('');
  });
});

describe('headers', () => {
  const settings = get('', { name: 'X-Trace', in: 'header' });

  it('sends a value', () => expect(built(settings, { 'X-Trace': 'a b' }).headers.get('x-trace')).toBe('a b'));

  it.each(['a\r\nX-Admin: 1', 'a\nb', '\u0000', 'a\u2028b', 'ü', ' a', 'a ', ''])('refuses %j', (value) => {
    expect(buildRequest(ENDPOINT, settings, { 'X-Trace': value })).toHaveProperty('refused');
  });

  it.each([
    'Host',
    'Authorization',
    'Content-Length',
    'Transfer-Encoding',
    'Cookie',
    'X-Forwarded-For',
    'Proxy-Authorization',
    'a b',
    'a:b',
  ])('lets no input reach %s', (name) =>
    expect(buildRequest(ENDPOINT, get('', { name, in: 'header' }), { [name]: 'x' })).toHaveProperty('refused'),
  );

  it('keeps cookies apart', () => {
    const cookies = get('', { name: 'a', in: 'cookie' }, { name: 'b', in: 'cookie' });
    expect(built(cookies, { a: '1; admin=1', b: 2 }).headers.get('cookie')).toBe('a=1%3B%20admin%3D1; b=2');
  });
});

describe('bodies', () => {
  it.each<[string, unknown, unknown]>([
    ['application/json', { a: 1 }, '{"a":1}'],
    ['application/merge-patch+json', null, 'null'],
    ['application/x-www-form-urlencoded', { a: 'x y', b: [1, 2], c: { d: 1 } }, 'a=x+y&b=1&b=2&c=%7B%22d%22%3A1%7D'],
    ['text/plain', 'hello', 'hello'],
  ])('%s', (contentType, body, content) => {
    const request = built(post(contentType), { body });
    expect(request.body).toBe(content);
    expect(request.headers.get('content-type')).toBe(contentType);
  });

  it('sends files of a multipart body as what they are in base64', async () => {
    const { body, headers } = built(post('multipart/form-data', ['picture']), {
      body: { note: 'hi', picture: Buffer.from('PNG').toString('base64') },
    });
    const form = body as FormData;
    expect(form.get('note')).toBe('hi');
    expect(await (form.get('picture') as File).text()).toBe('PNG');
    expect(headers.has('content-type')).toBe(false);
  });

  it.each([
    ['text/plain', { a: 1 }],
    ['application/x-www-form-urlencoded', 'a=b'],
    ['multipart/form-data', [1]],
  ])('refuses what %s cannot say', (contentType, body) => {
    expect(buildRequest(ENDPOINT, post(contentType), { body })).toHaveProperty('refused');
  });

  it('sends none where there is none, and none with GET', () => {
    expect(built(post('application/json'), {}).body).toBeUndefined();
    expect(built({ method: 'GET', body: { contentType: 'application/json' } }, { body: {} }).body).toBeUndefined();
  });
});
