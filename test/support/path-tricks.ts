const LONG = 'a'.repeat(7000);

/** Ways to spell a path that some server, proxy or filter has once taken for another one. */
const RESPELLINGS: Readonly<Record<string, (path: string) => string>> = {
  'an encoded slash': (it) => replaceLast(it, '/', '%2f'),
  'an encoded slash in capitals': (it) => replaceLast(it, '/', '%2F'),
  'encoded slashes everywhere': (it) => `/${it.slice(1).replaceAll('/', '%2f')}`,
  'a slash encoded twice': (it) => replaceLast(it, '/', '%252f'),
  'a backslash': (it) => replaceLast(it, '/', '\\'),
  'an encoded backslash': (it) => replaceLast(it, '/', '%5c'),
  'a backslash first': (it) => `\\${it.slice(1)}`,
  'two slashes first': (it) => `/${it}`,
  'two slashes last': (it) => replaceLast(it, '/', '//'),
  'two slashes everywhere': (it) => it.replaceAll('/', '//'),
  'a slash behind': (it) => `${it}/`,
  'two slashes behind': (it) => `${it}//`,
  'a dot segment first': (it) => `/.${it}`,
  'a dot segment last': (it) => replaceLast(it, '/', '/./'),
  'a detour': (it) => replaceLast(it, '/', '/x/../'),
  'an encoded detour': (it) => replaceLast(it, '/', '/x/%2e%2e/'),
  'a wholly encoded detour': (it) => replaceLast(it, '/', '/x%2f..%2f'),
  'a detour with a semicolon': (it) => replaceLast(it, '/', '/x/..;/'),
  'a detour by a public route': (it) => `/health/live/../..${it}`,
  'an encoded detour by a public route': (it) => `/health/live/%2e%2e/%2e%2e${it}`,
  'a detour by the documentation': (it) => `/docs/..${it}`,
  'an encoded detour by the documentation': (it) => `/docs/..%2f${it.slice(1)}`,
  'a way out at the top': (it) => `/../..${it}`,
  'a dot behind': (it) => `${it}.`,
  'a dot segment behind': (it) => `${it}/.`,
  'an encoded dot behind': (it) => `${it}%2e`,
  'an extension': (it) => `${it}.json`,
  capitals: (it) => it.toUpperCase(),
  'one capital': (it) => it.replace('/api', '/Api'),
  'an encoded letter': (it) => it.replace('/api', '/%61pi'),
  'an encoded letter in each segment': (it) => it.replaceAll(/\/(\w)/g, (_, letter: string) => `/${escapeOf(letter)}`),
  'a letter encoded twice': (it) => it.replace('/api', '/%2561pi'),
  'a wide letter': (it) => it.replace('/api', '/%ef%bd%81pi'),
  'a semicolon behind': (it) => `${it};`,
  'a path parameter behind': (it) => `${it};x=y`,
  'a path parameter within': (it) => it.replace('/v1', ';x=y/v1'),
  'a path parameter of its own': (it) => `/;x=y${it}`,
  'a space behind': (it) => `${it}%20`,
  'a tab behind': (it) => `${it}%09`,
  'a line end behind': (it) => `${it}%0d%0a`,
  'a NUL behind': (it) => `${it}%00`,
  'a NUL and an extension': (it) => `${it}%00.html`,
  'a raw control character': (it) => `${it}\u0001`,
  'raw bytes': (it) => `${it}\u00ff`,
  'an overlong slash': (it) => replaceLast(it, '/', '%c0%af'),
  'overlong dots': (it) => replaceLast(it, '/', '/x/%c0%ae%c0%ae/'),
  'a longer overlong slash': (it) => replaceLast(it, '/', '%e0%80%af'),
  'a half escape': (it) => `${it}%`,
  'no escape': (it) => `${it}%zz`,
  'a Microsoft escape': (it) => replaceLast(it, '/', '%u002f'),
  'a fragment': (it) => `${it}#/health/live`,
  'a fragment of a public route': (it) => `/health/live#/..${it}`,
  'an encoded fragment': (it) => `${it}%23`,
  'an encoded query': (it) => `${it}%3fx=y`,
  'a token in the query': (it) => `${it}?access_token=x`,
  'a public path in the query': (it) => `${it}?/health/live`,
  'the absolute form': (it) => `http://elsewhere.example${it}`,
  'the absolute form with a user': (it) => `http://user:password@127.0.0.1${it}`,
  'the absolute form of another scheme': (it) => `ftp://elsewhere.example${it}`,
  'another host': (it) => `//elsewhere.example${it}`,
  'no slash first': (it) => it.slice(1),
  'a very long segment': (it) => `${it}/${LONG}`,
  'a longer line than is read': (it) => `${it}?${LONG}${LONG}${LONG}`,
};

/** Every respelling of a path, with its name. */
export function respellings(path: string): [name: string, target: string][] {
  return Object.entries(RESPELLINGS).map(([name, respell]) => [name, respell(path)]);
}

function replaceLast(text: string, searched: string, replacement: string): string {
  const at = text.lastIndexOf(searched);
  return text.slice(0, at) + replacement + text.slice(at + searched.length);
}

const escapeOf = (letter: string) => `%${letter.charCodeAt(0).toString(16)}`;
