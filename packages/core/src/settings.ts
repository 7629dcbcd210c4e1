import * as z from 'zod/mini';
import { hostDefect } from './host.ts';
import { parseIpAddress } from './ip-address.ts';
import { localeSchema, securitySchema } from './vocabulary.ts';

/** What can be wrong with one field; every code has its sentence in the catalogue. */
export const fieldErrorCodes = [
  'missing',
  'wrong-type',
  'unknown-field',
  'too-long',
  'control-character',
  'not-an-address',
  'address-not-canonical',
  'brackets-or-zone',
  'port-or-path-included',
  'single-label',
  'numeric-name',
  'not-a-host-name',
  'port-out-of-range',
  'unknown-security',
  'unknown-locale',
  'not-a-fingerprint',
  'body-not-readable',
] as const;
export type FieldErrorCode = (typeof fieldErrorCodes)[number];

/** One refused field, its path in dots (`imap.host`). */
export interface FieldError {
  readonly field: string;
  readonly code: FieldErrorCode;
}

/** Controls, and halves of a surrogate pair: no UTF-8 exists for those, so a server would get something else than was typed. */
const controlCharacter = /[\p{Cc}\p{Cs}]/u;

const code = (value: FieldErrorCode) => ({ error: (issue: { input?: unknown }) => (issue.input === undefined ? 'missing' : value) });

const text = (longest: number) =>
  z.string(code('wrong-type')).check(
    z.minLength(1, 'missing'),
    z.maxLength(longest, 'too-long'),
    z.refine((value) => !controlCharacter.test(value), 'control-character'),
  );

/** Exactly one `local@domain` (RFC 5321 s.4.1.2, unquoted), at most 254 characters. */
export const emailSchema = text(254).check(z.refine(isEmailAddress, 'not-an-address'));

export const hostSchema = z.string(code('wrong-type')).check(
  z.superRefine((host, context) => {
    const defect = hostDefect(host);
    if (defect !== undefined) context.addIssue({ code: 'custom', message: defect, input: host });
  }),
);

export const portSchema = z.number(code('wrong-type')).check(z.refine((port) => Number.isInteger(port) && port >= 1 && port <= 65_535, 'port-out-of-range'));

/** Where a service is reached, and how the connection to it is protected. */
export const endpointSchema = z.strictObject(
  {
    host: hostSchema,
    port: portSchema,
    security: z.enum(securitySchema.options, code('unknown-security')),
  },
  code('wrong-type'),
);
export type Endpoint = z.infer<typeof endpointSchema>;

/** SHA-256 of a leaf certificate's DER, as 64 hexadecimal digits in lower case; colons and capitals are accepted. */
const fingerprintSchema = z.pipe(
  z.string(code('wrong-type')),
  z.pipe(
    z.transform((value: string) => value.replaceAll(':', '').toLowerCase()),
    z.string().check(z.regex(/^[0-9a-f]{64}$/, 'not-a-fingerprint')),
  ),
);

const settingsShape = {
  email: emailSchema,
  username: z.optional(text(320)),
  imap: endpointSchema,
  smtp: endpointSchema,
  allowNonSecureCertificate: z._default(z.boolean(code('wrong-type')), false),
  trustedCertificates: z._default(z.array(fingerprintSchema, code('wrong-type')).check(z.maxLength(20, 'too-long')), []),
  sendTestMessage: z._default(z.boolean(code('wrong-type')), true),
  locale: z._default(z.enum(localeSchema.options, code('unknown-locale')), 'en'),
};

/** The body of `POST /api/discover`. */
export const discoverRequestSchema = z.strictObject({ email: emailSchema }, code('wrong-type'));
export type DiscoverRequest = z.infer<typeof discoverRequestSchema>;

/** Everything that a check is made with, except the password. */
export const connectionSettingsSchema = z.strictObject(settingsShape, code('wrong-type'));
export type ConnectionSettings = z.infer<typeof connectionSettingsSchema>;

/** The body of `POST /api/checks`: settings and the password. A password is never altered. */
export const checkRequestSchema = z.strictObject({ ...settingsShape, password: text(1_024) }, code('wrong-type'));
export type CheckRequest = z.infer<typeof checkRequestSchema>;
/** A check request as a program writes it, defaults left out. */
export type CheckRequestInput = z.input<typeof checkRequestSchema>;

/** Reads a request body; a refusal names each field and why, all of them at once. */
export function parseCheckRequest(body: unknown): ParsedRequest<CheckRequest> {
  return parseRequest(checkRequestSchema, body);
}

/** Reads the body of a request to discover servers. */
export function parseDiscoverRequest(body: unknown): ParsedRequest<DiscoverRequest> {
  return parseRequest(discoverRequestSchema, body);
}

export type ParsedRequest<T> = { readonly request: T } | { readonly errors: readonly FieldError[] };

function parseRequest<T>(schema: z.ZodMiniType<T>, body: unknown): ParsedRequest<T> {
  const result = schema.safeParse(body);
  if (result.success) return { request: result.data };
  const errors = result.error.issues.flatMap(fieldErrorsOf);
  return { errors: errors.filter(({ field }, index) => errors.findIndex((other) => other.field === field) === index) };
}

/** The name that signs in to both services: the custom user name when one is given, else the address. */
export function signInName(settings: Pick<ConnectionSettings, 'email' | 'username'>): string {
  return settings.username ?? settings.email;
}

function isEmailAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  return (
    at > 0 &&
    local.length <= 64 &&
    /^[^\s\p{C}"(),:;<>@[\\\]]+$/u.test(local) &&
    !/^\.|\.$|\.\./.test(local) &&
    parseIpAddress(domain) === undefined &&
    hostDefect(domain) === undefined
  );
}

/** Turns an issue of a schema of this module into field errors: the issue's message is the code. */
export function fieldErrorsOf(issue: z.core.$ZodIssue): readonly FieldError[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ field: path === '' ? key : `${path}.${key}`, code: 'unknown-field' }));
  const known = fieldErrorCodes.find((candidate) => candidate === issue.message);
  if (known !== undefined) return [{ field: path, code: known }];
  return [{ field: path, code: 'wrong-type' }];
}
