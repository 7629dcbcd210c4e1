import { isBuiltin } from 'node:module';
import { parseSync } from 'vite';

/**
 * What in a source file could reach the network, resolve a name or run other code, as `module name`, `global name` or `member name`: every
 * value that it takes from a module or from the global scope and that is not known to be harmless. Types are none, and
 * syntax that is more than a type (`enum`, `import =`) the compiler refuses.
 */
export function networkUses(file: string, source: string): readonly string[] {
  const { program, errors } = parseSync(file, source);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  const uses = new Set<string>();
  const tree: unknown = program;
  if (isNode(tree)) visit(tree, uses);
  return [...uses].filter((use) => !harmless.some((known) => (known.endsWith(' *') ? use.startsWith(known.slice(0, -1)) : use === known))).toSorted();
}

/** Modules of Node that reach nothing, names of others that do not, and packages that neither open a socket nor look up a name. */
const harmless: readonly string[] = [
  ...['crypto', 'events', 'fs', 'fs/promises', 'os', 'path', 'perf_hooks', 'readline', 'readline/promises', 'stream', 'stream/consumers'].map(all),
  ...['string_decoder', 'timers/promises', 'url', 'util', 'zlib', 'sqlite', 'v8'].map(all),
  'node:net BlockList',
  'node:net isIP',
  'node:net isIPv4',
  'node:net isIPv6',
  'node:http STATUS_CODES',
  'node:tls checkServerIdentity',
  'node:tls createSecureContext',
  'node:tls rootCertificates',
  ...['@peculiar/x509', 'commander', 'dns-packet', 'eventsource-parser', 'express', 'helmet', 'pino', 'pino-http', 'prom-client'].map((name) => `${name} *`),
  ...['@noble/hashes/sha2.js', 'rate-limiter-flexible', 'reflect-metadata', 'sax', 'tldts', 'zod', 'zod/mini'].map((name) => `${name} *`),
];

function all(name: string): string {
  return `node:${name} *`;
}

/** Ways out that need no import. */
const globals = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'WebAssembly', 'require', 'module', 'eval', 'Function', 'globalThis', 'global', 'self'];
/** Members, of whatever object, that lead to modules which were not imported, or to code made of text. */
const members = ['getBuiltinModule', '_linkedBinding', 'binding', 'dlopen', 'mainModule', 'constructor'];

type Node = Readonly<Record<string, unknown>> & { readonly type: string };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function visit(node: Node, uses: Set<string>): void {
  const { type } = node;
  if (type === 'ImportDeclaration' || type === 'ExportNamedDeclaration' || type === 'ExportAllDeclaration') addImport(node, uses);
  if (type === 'ImportExpression') addModule(textOf(node['source']) ?? 'import(...)', '*', uses);
  if (type === 'Identifier' && globals.includes(nameOf(node))) uses.add(`global ${nameOf(node)}`);
  if (type === 'MemberExpression') addMember(node, uses);
  for (const [key, value] of Object.entries(node)) {
    if (isName(node, key)) continue;
    for (const child of [value].flat()) if (isNode(child) && !isTypeOnly(child)) visit(child, uses);
  }
}

function addImport(node: Node, uses: Set<string>): void {
  const from = textOf(node['source']);
  if (from === undefined || node['importKind'] === 'type' || node['exportKind'] === 'type') return;
  const specifiers = [node['specifiers'] ?? []].flat().filter(isNode);
  // A module that is only run may do anything.
  if (specifiers.length === 0) addModule(from, '*', uses);
  for (const specifier of specifiers) {
    if (specifier['importKind'] === 'type' || specifier['exportKind'] === 'type') continue;
    const imported = specifier['imported'] ?? (specifier.type === 'ExportSpecifier' ? specifier['local'] : undefined);
    addModule(from, isNode(imported) ? nameOf(imported) : '*', uses);
  }
}

/** Our own packages and files are looked at themselves. */
function addModule(from: string, name: string, uses: Set<string>): void {
  if (from.startsWith('.') || from.startsWith('@inbox-connect/')) return;
  uses.add(`${isBuiltin(from) && !from.startsWith('node:') ? 'node:' : ''}${from} ${name}`);
}

function addMember({ object, property, computed }: Node, uses: Set<string>): void {
  if (!isNode(object) || !isNode(property)) return;
  const name = computed === true ? textOf(property) : nameOf(property);
  if (name !== undefined && members.includes(name)) uses.add(`member ${name}`);
  if (name === undefined && object.type === 'Identifier' && nameOf(object) === 'process') uses.add('member of process');
}

/** Whether a part of a node only names a property, a method or a label. */
function isName(node: Node, key: string): boolean {
  if (node['computed'] === true) return false;
  return (key === 'property' && node.type === 'MemberExpression') || (key === 'key' && node['shorthand'] !== true);
}

/** Types are gone when the code runs; what stands before `as` and its kind is not. */
function isTypeOnly(node: Node): boolean {
  return node.type.startsWith('TS') && !isNode(node['expression']) && node.type !== 'TSParameterProperty';
}

function nameOf(node: Node): string {
  return String(node['name'] ?? node['value'] ?? '');
}

function textOf(node: unknown): string | undefined {
  return isNode(node) && typeof node['value'] === 'string' ? node['value'] : undefined;
}
