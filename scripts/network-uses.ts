import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { parseSync } from 'vite';

/**
 * What in a source file could reach the network, resolve a name or run other code, as `module name`, `global name`, `member name` or `file name`: every
 * value that it takes from a module or from the global scope and that is not known to be harmless. Types are none, and
 * syntax that is more than a type (`enum`, `import =`) the compiler refuses.
 */
export function networkUses(file: string, source: string): readonly string[] {
  const { program, errors } = parseSync(file, source);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  const uses = new Set<string>();
  const tree: unknown = program;
  if (isNode(tree)) visit(tree, { file, uses });
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

interface Findings {
  /** From the top of the repository. */
  readonly file: string;
  readonly uses: Set<string>;
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function visit(node: Node, findings: Findings): void {
  const { uses } = findings;
  const { type } = node;
  if (type === 'ImportDeclaration' || type === 'ExportNamedDeclaration' || type === 'ExportAllDeclaration') addImport(node, findings);
  if (type === 'ImportExpression') addModule(textOf(node['source']) ?? 'import(...)', '*', findings);
  if (type === 'Identifier' && globals.includes(nameOf(node))) uses.add(`global ${nameOf(node)}`);
  if (type === 'MemberExpression') addMember(node, uses);
  for (const [key, value] of Object.entries(node)) {
    if (isName(node, key)) continue;
    for (const child of [value].flat()) if (isNode(child) && !isTypeOnly(child)) visit(child, findings);
  }
}

function addImport(node: Node, findings: Findings): void {
  const from = textOf(node['source']);
  if (from === undefined || node['importKind'] === 'type' || node['exportKind'] === 'type') return;
  const specifiers = [node['specifiers'] ?? []].flat().filter(isNode);
  // A module that is only run may do anything.
  if (specifiers.length === 0) addModule(from, '*', findings);
  for (const specifier of specifiers) {
    if (specifier['importKind'] === 'type' || specifier['exportKind'] === 'type') continue;
    const imported = specifier['imported'] ?? (specifier.type === 'ExportSpecifier' ? specifier['local'] : undefined);
    addModule(from, isNode(imported) ? nameOf(imported) : '*', findings);
  }
}

/** Our own packages and their files are looked at themselves, but for what only tests use; data does nothing. */
function addModule(from: string, name: string, { file, uses }: Findings): void {
  if (from.endsWith('.json') || /^@inbox-connect\/[a-z]+$/.test(from)) return;
  if (!from.startsWith('.')) uses.add(`${isBuiltin(from) && !from.startsWith('node:') ? 'node:' : ''}${from} ${name}`);
  else if (!/^(?:apps|packages)\/[a-z]+\/src\/(?!.*testing\/)/.test(posix.join(posix.dirname(file), from))) uses.add(`file ${from}`);
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
