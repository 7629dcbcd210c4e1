import { type Catalogue, type ComparisonRow, describeComparison } from '@inbox-connect/catalogue';
import { compareReports, diagnoseAgain } from '@inbox-connect/core';
import { exitCodes } from '../exit-codes.ts';
import { readReportFile } from '../report-file.ts';

interface CompareFlags {
  readonly all?: true;
  readonly json?: true;
}

/** Tells what differs between two reports, both judged by today's rules. Nothing is sent over the network. */
export async function runCompare(leftPath: string, rightPath: string, { all, json }: CompareFlags, catalogue: Catalogue): Promise<number> {
  const { report: left } = diagnoseAgain(await readReportFile(leftPath, catalogue));
  const { report: right } = diagnoseAgain(await readReportFile(rightPath, catalogue));
  const comparison = compareReports(left, right);
  if (json) {
    process.stdout.write(`${JSON.stringify(comparison)}\n`);
    return exitCodes.done;
  }
  const { t } = catalogue;
  const parts = describeComparison(catalogue, comparison, left, right)
    .map(({ title, rows }) => ({ title, rows: all ? rows : rows.filter(({ differs }) => differs) }))
    .filter(({ rows }) => rows.length > 0);
  const body = parts.flatMap(({ title, rows }) => ['', title, ...rows.flatMap((row) => linesOf(row, t('compare.nothing')))]);
  const lines = [`< ${t('compare.left')}: ${leftPath}`, `> ${t('compare.right')}: ${rightPath}`, ...(body.length === 0 ? ['', t('compare.same')] : body)];
  process.stdout.write(`${lines.join('\n')}\n`);
  return exitCodes.done;
}

function linesOf({ name, left, right, differs }: ComparisonRow, nothing: string): readonly string[] {
  const side = (mark: string, lines: readonly string[]) => (lines.length === 0 ? [`    ${mark} ${nothing}`] : lines.map((line) => `    ${mark} ${line}`));
  return [`  ${name}`, ...(differs ? [...side('<', left), ...side('>', right)] : side('=', left))];
}
