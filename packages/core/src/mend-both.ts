import type { Problem, Remedy } from './problem.ts';
import type { Service } from './vocabulary.ts';

/** Where both services failed, one change that mends both: what was found to answer for each, or consent to both certificates. */
export function mendBoth(problems: readonly Problem[]): readonly Problem[] {
  return trustBoth(changeBoth(problems));
}

/** Something was found to answer for each service: it comes first for either. */
function changeBoth(problems: readonly Problem[]): readonly Problem[] {
  const imap = problems.find(isMendable('imap'));
  const smtp = problems.find(isMendable('smtp'));
  if (imap === undefined || smtp === undefined) return problems;
  const patch = { ...imap.remedies[0]?.patch, ...smtp.remedies[0]?.patch };
  const remedy: Remedy = { id: 'use-both-servers', kind: 'change-settings', patch, verified: true };
  return problems.map((problem) => (problem === imap || problem === smtp ? { ...problem, remedies: [remedy, ...problem.remedies] } : problem));
}

function isMendable(service: Service): (problem: Problem) => boolean {
  return (problem) => problem.service === service && problem.severity === 'blocking' && problem.remedies[0]?.verified === true;
}

/** Consent to the one certificate alone would only lead to the question about the other. */
function trustBoth(problems: readonly Problem[]): readonly Problem[] {
  const wanted = problems.map(({ remedies }) => remedies.find(({ id }) => id === trustOne)?.patch?.trustedCertificates ?? []);
  const trustedCertificates = [...new Set(wanted.flat())];
  // Also the one certificate that both servers show is asked about once.
  if (wanted.filter(({ length }) => length > 0).length < 2 || wanted.every(({ length }) => length === trustedCertificates.length)) return problems;
  const remedy: Remedy = { id: 'trust-both-certificates', kind: 'change-settings', patch: { trustedCertificates } };
  return problems.map((problem) => ({ ...problem, remedies: problem.remedies.flatMap((one) => (one.id === trustOne ? [remedy, one] : [one])) }));
}

const trustOne = 'trust-this-certificate';
