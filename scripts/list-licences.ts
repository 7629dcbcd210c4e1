import { runtimePackages } from './runtime-packages.ts';

/** The page with all packages that come with the product when it runs, by licence. */
export function listLicences(): string {
  const packages = runtimePackages('apps/cli', 'apps/web');
  const byLicence = Object.entries(Object.groupBy(packages, ({ license }) => license)).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const sections = byLicence.map(([license, members = []]) => `## ${license}\n\n${members.map(({ name, version }) => `- ${name} ${version}`).join('\n')}\n`);
  return [`# Licences\n\nWhat comes with the service, the command line and the page, by licence. Written by \`npm run licences\`.\n`, ...sections].join('\n');
}
