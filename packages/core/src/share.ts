import { demoDomain } from './demo.ts';
import { parseIpAddress } from './ip-address.ts';
import type { Certificate, Observation } from './observation.ts';
import { type Report, reportSchema } from './report.ts';
import type { ShareOptions } from './share-options.ts';

const hidden = 'hidden';
/** RFC 2606 s.2: nobody's. */
const hiddenDomain = 'hidden.example';

/** The report as others may see it; what is hidden is hidden wherever it stands, in the server's words too. */
export function prepareShare(report: Report, { hideLocalPart, hideHostNames, includeTranscript }: ShareOptions): Report {
  const transcript = includeTranscript ? report.transcript : { imap: [], smtp: [] };
  // Whoever knows the id of a check may read all of it, and cancel it.
  let shared: Report = { ...report, id: 'shared', transcript };
  const { settings } = report;
  if (settings !== null && hideLocalPart) shared = maskTexts(shared, createPersonMask(settings));
  if (settings !== null && hideHostNames) shared = hideHosts(shared, settings);
  return shared;
}

type Settings = NonNullable<Report['settings']>;

/** The settings of a report without what stands in them for something hidden: that is empty, and to be asked for. */
export function withoutHidden({ username, ...settings }: Settings): Settings {
  const seen = (host: string) => (host === hiddenDomain || host.endsWith(`.${hiddenDomain}`) ? '' : host);
  const [localPart, domain = ''] = splitAddress(settings.email);
  return {
    ...settings,
    email: localPart === hidden || seen(domain) === '' ? '' : settings.email,
    ...(username !== undefined && username !== hidden && { username }),
    imap: { ...settings.imap, host: seen(settings.imap.host) },
    smtp: { ...settings.smtp, host: seen(settings.smtp.host) },
    trustedCertificates: settings.trustedCertificates.filter((fingerprint) => !/^0+$/.test(fingerprint)),
  };
}

/** Fields whose values are words of ours or of a standard, never of a person or a server. */
const structural = new Set([
  ...[
    'schema',
    'id',
    'outcome',
    'startedAt',
    'step',
    'verdict',
    'service',
    'stage',
    'reason',
    'type',
    'cause',
    'error',
    'severity',
    'confidence',
    'owner',
    'kind',
  ],
  ...['security', 'locale', 'usernameForm', 'refusal', 'code', 'version', 'cipher', 'decision', 'defects', 'validFrom', 'validTo', 'fingerprint256'],
  ...['protocol', 'limit', 'when', 'status', 'responseCode', 'enhancedCode', 'mechanism', 'use', 'spf', 'dkim', 'dmarc', 'awaiting', 'scope', 'from', 'auth'],
]);

/** Masks every text that a person or a server may have put in; a name such as `imap` must not change what our own words say. */
function maskTexts<T>(value: T, mask: (text: string) => string, key = ''): T {
  if (structural.has(key)) return value;
  if (typeof value === 'string') return mask(value) as T;
  if (Array.isArray(value)) return value.map((item) => maskTexts(item, mask, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const masked = { ...value };
  for (const name in masked) masked[name] = maskTexts(masked[name], mask, name);
  return masked;
}

function createPersonMask({ email, username }: Settings): (text: string) => string {
  const [localPart = ''] = splitAddress(email);
  const names = [localPart, ...(username === undefined ? [] : [username, splitAddress(username)[0] ?? ''])].filter((name) => name !== '');
  const encoded = names.flatMap(base64Forms);
  const patterns = [...new Set(names)].sort((left, right) => right.length - left.length).map((name) => ({ pattern: wholeWord(name), replacement: hidden }));
  const blobs = encoded.length === 0 ? [] : [{ pattern: new RegExp(encoded.map((form) => RegExp.escape(form)).join('|'), 'g'), replacement: hidden }];
  return replaceAll([...blobs, ...patterns]);
}

function hideHosts(report: Report, settings: Settings): Report {
  // That a report is a demo is nothing to hide, and nobody is behind the lab's names.
  const domains = [...new Set([settings.imap.host, settings.smtp.host, splitAddress(settings.email)[1] ?? ''].map(baseOf))].filter(
    (domain) => domain.includes('.') && domain !== demoDomain,
  );
  const addresses = new Map<string, string>();
  const shared = mapCertificates(report, hideCertificate);
  for (const { observations } of shared.stages)
    for (const observation of observations) for (const address of addressesIn(observation)) numberAddress(address, addresses);
  for (const { host } of [settings.imap, settings.smtp]) if (parseIpAddress(host) !== undefined) numberAddress(host, addresses);
  return maskTexts(
    shared,
    replaceAll([
      ...domains.map((domain) => ({
        pattern: new RegExp(`(?<![\\w-])((?:[\\w-]+\\.)*)${RegExp.escape(domain)}(?![\\w-])`, 'gi'),
        replacement: `$1${hiddenDomain}`,
      })),
      ...[...addresses].map(([address, replacement]) => ({ pattern: new RegExp(`(?<![\\w.:])${RegExp.escape(address)}(?![\\w:]|\\.\\d)`, 'gi'), replacement })),
    ]),
  );
}

/** Certificates are public records: name, issuer and fingerprint would lead back to the host. */
function hideCertificate<T extends Certificate>(certificate: T): T {
  const names = certificate.names.map((_, index) => `name-${index + 1}.${hiddenDomain}`);
  return { ...certificate, subject: `CN=${hiddenDomain}`, names, fingerprint256: '0'.repeat(64) };
}

function mapCertificates(report: Report, change: <T extends Certificate>(certificate: T) => T): Report {
  const inObservation = (observation: Observation): Observation =>
    observation.type === 'certificate-presented' ? { ...observation, chain: observation.chain.map(change) } : observation;
  const { imap, smtp } = report.certificate;
  const summary = (certificate: typeof imap) => certificate && { ...change(certificate), chain: certificate.chain.map(change) };
  return reportSchema.parse({
    ...report,
    settings: report.settings && { ...report.settings, trustedCertificates: report.settings.trustedCertificates.map(() => '0'.repeat(64)) },
    stages: report.stages.map((stage) => ({ ...stage, observations: stage.observations.map(inObservation) })),
    problems: report.problems.map((problem) => ({ ...problem, evidence: problem.evidence.map(inObservation) })),
    certificate: { ...(imap && { imap: summary(imap) }), ...(smtp && { smtp: summary(smtp) }) },
  });
}

function addressesIn(observation: Observation): readonly string[] {
  if (observation.type === 'addresses-resolved') return observation.addresses;
  return observation.type === 'connection-attempted' ? [observation.address] : [];
}

/** Addresses of documentation (RFC 5737, RFC 3849), one for each that was seen. */
function numberAddress(address: string, numbered: Map<string, string>): void {
  if (numbered.has(address)) return;
  const number = numbered.size + 1;
  numbered.set(address, address.includes(':') ? `2001:db8::${number.toString(16)}` : `192.0.2.${number}`);
}

/** `mail.example.com` and `imap.example.com` hide as one; of a public suffix nothing is known here, so two labels stand for the domain, three where the last two are short. */
function baseOf(host: string): string {
  if (parseIpAddress(host) !== undefined) return '';
  const labels = host.toLowerCase().split('.');
  const isShort = labels.length > 2 && (labels.at(-1)?.length ?? 0) <= 3 && (labels.at(-2)?.length ?? 0) <= 3;
  return labels.slice(isShort ? -3 : -2).join('.');
}

function splitAddress(address: string): readonly string[] {
  const at = address.lastIndexOf('@');
  return at < 0 ? [address] : [address.slice(0, at), address.slice(at + 1)];
}

function wholeWord(text: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(text)}(?![\\p{L}\\p{N}])`, 'giu');
}

/** As servers and SASL LOGIN say a name: base64 of it alone, and with what stands before it left open. */
function base64Forms(name: string): readonly string[] {
  const bytes = Uint8Array.from(name, (character) => character.charCodeAt(0) & 0xff);
  return bytes.length < 3 ? [] : [bytes.toBase64({ omitPadding: true })];
}

function replaceAll(replacements: readonly { readonly pattern: RegExp; readonly replacement: string }[]): (text: string) => string {
  return (text) => replacements.reduce((result, { pattern, replacement }) => result.replace(pattern, replacement), text);
}
