import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');

/** Modules by which code can speak to another machine or start a program that does, and who may use each. */
const DOORS: Readonly<Record<string, RegExp>> = {
  undici: /^src\/common\/outbound\//,
  'node:http': /^$/,
  'node:https': /^$/,
  'node:http2': /^$/,
  'node:net': /^src\/(common\/outbound\/|database\/embedded\/)/,
  'node:tls': /^$/,
  'node:dgram': /^$/,
  'node:dns': /^$/,
  'node:dns/promises': /^src\/common\/outbound\/resolver\.ts$/,
  'node:child_process': /^src\/database\/embedded\//,
  pg: /^src\/database\//,
  ioredis: /^src\/common\/throttling\//,
  axios: /^$/,
  ws: /^$/,
};

/** What those modules have that opens nothing. */
const HARMLESS = ['STATUS_CODES', 'isIP', 'isIPv4', 'isIPv6', 'ProtocolError', 'SdkError', 'SdkErrorCode'];

/** What speaks through a transport that it is given, which opens the way. */
const HARMLESS_OF: Readonly<Record<string, readonly string[]>> = { '@modelcontextprotocol/client': ['Client'] };

/** Libraries that call out by themselves unless they are given our `fetch`. */
const TAKES_FETCH = ['@modelcontextprotocol/client', 'openai'];

/** The contract suite takes the global `fetch` away to see that nobody uses it. */
const TAKES_FETCH_AWAY = 'src/sdk/contracts/tool-type.contract.ts';

/** What calls out by itself; keys of issuers are fetched by our own client, with our own bounds. */
const CALLERS = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'createRemoteJWKSet'];

/** What the services of tools load: the registry itself never does. */
const IN_OTHER_PROCESSES = 'verifier/';

const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((it) => it.endsWith('.ts') && !it.endsWith('.spec.ts') && !it.startsWith(IN_OTHER_PROCESSES))
  .map((it) => relative(ROOT, join(ROOT, 'src', it)));

/** What is wrong with a file: `<door> in <file>` for each way out that is not declared. */
function waysOut(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    const module = importedModule(node);
    if (module !== undefined && !mayImport(module, file, text)) found.push(`${module} in ${file}`);
    if (isCaller(node) && file !== TAKES_FETCH_AWAY) found.push(`${node.text} in ${file}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function importedModule(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node)) {
    const module = textOf(node.moduleSpecifier);
    return opensSomething(node.importClause, HARMLESS_OF[module ?? '']) ? module : undefined;
  }
  if (ts.isExportDeclaration(node) && !node.isTypeOnly && node.moduleSpecifier) return textOf(node.moduleSpecifier);
  const isLoad =
    ts.isCallExpression(node) &&
    (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require');
  return isLoad && node.arguments[0] ? textOf(node.arguments[0]) : undefined;
}

function opensSomething(clause: ts.ImportClause | undefined, others: readonly string[] = []): boolean {
  if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return false;
  const named = clause?.namedBindings;
  if (!named || clause.name || !ts.isNamedImports(named)) return true;
  const harmless = [...HARMLESS, ...others];
  return named.elements.some((it) => !it.isTypeOnly && !harmless.includes((it.propertyName ?? it.name).text));
}

function textOf(node: ts.Node): string | undefined {
  return ts.isStringLiteralLike(node) ? node.text : undefined;
}

function mayImport(module: string, file: string, text: string): boolean {
  if (TAKES_FETCH.includes(module)) return /\bfetch:\s/.test(text);
  const builtIn = `node:${module}` in DOORS ? `node:${module}` : module;
  return DOORS[builtIn]?.test(file) ?? true;
}

function isCaller(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node) || !CALLERS.includes(node.text)) return false;
  const { parent } = node;
  if (ts.isImportSpecifier(parent)) return false;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node)
    return parent.expression.getText() === 'globalThis';
  const isName = ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodDeclaration(parent);
  return !(isName && parent.name === node);
}

describe('ways out of the house', () => {
  it('lead through the guarded client, or are declared here', () => {
    expect(sources.flatMap((file) => waysOut(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });

  it.each([
    "import { request } from 'node:https';",
    "import http from 'http';",
    "import { fetch as get } from 'undici';",
    "import { Client } from 'pg';",
    "const net = await import('node:net');",
    "const net = require('net');",
    "export { request } from 'node:http';",
    'const answer = await fetch(url);',
    'const send = globalThis.fetch;',
    'const socket = new WebSocket(url);',
    "import OpenAI from 'openai'; new OpenAI({ apiKey });",
    "import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';",
    'call({ fetch });',
    "import { createRemoteJWKSet } from 'jose'; createRemoteJWKSet(url);",
  ])('would find %s', (text) => {
    expect(waysOut('src/registry/stray.ts', text)).toHaveLength(1);
  });

  it.each([
    "import type { Server } from 'node:http';",
    "import { type Server, STATUS_CODES } from 'node:http';",
    'type Fetch = typeof globalThis.fetch;',
    "import OpenAI from 'openai'; new OpenAI({ fetch: call.http });",
    "import { Client } from '@modelcontextprotocol/client';",
  ])('would leave %s alone', (text) => {
    expect(waysOut('src/registry/stray.ts', text)).toEqual([]);
  });
});
