import { addAbortSignal } from 'node:stream';
import { loadCatalogue } from '@inbox-connect/catalogue';
import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { readLocale } from './config.ts';
import { CommandError, exitCodes } from './exit-codes.ts';
import { protectMemory } from './protect-memory.ts';
import { listenForStop } from './stop.ts';

// Each command loads only what it needs, so that none waits for the others' libraries.
const catalogue = await loadCatalogue(readLocale());
const { t } = catalogue;
const stop = listenForStop();
process.on('uncaughtException', (error) => {
  tellFault(error);
  process.exit(exitCodes.internal);
});

const program = new Command('inbox-connect')
  .description(t('cli.description'))
  .option('--lang <language>', t('cli.lang'))
  .version(manifest.version, '--version', t('cli.version'))
  .exitOverride()
  .showHelpAfterError();

program
  .command('check')
  .description(t('cli.check.description'))
  .requiredOption('--email <address>', t('cli.check.email'))
  .requiredOption('--imap <server>', t('cli.check.imap'))
  .requiredOption('--smtp <server>', t('cli.check.smtp'))
  .option('--username <name>', t('cli.check.username'))
  .option('--allow-non-secure-certificate', t('cli.check.allowNonSecureCertificate'))
  .option('--no-test-message', t('cli.check.noTestMessage'))
  .option('--password-stdin', t('cli.check.passwordStdin'))
  .option('--server <url>', t('cli.check.server'))
  .option('--json', t('cli.json'))
  .addHelpText('after', `\n${t('cli.check.passwordFrom')}`)
  .action(async (flags) => {
    const { runCheck } = await import('./commands/check.ts');
    process.exitCode = await runCheck(flags, catalogue, stop);
  });

program
  .command('discover')
  .description(t('cli.discover.description'))
  .argument('<address>', t('cli.discover.address'))
  .option('--json', t('cli.json'))
  .action(async (address, flags) => {
    const { runDiscover } = await import('./commands/discover.ts');
    process.exitCode = await runDiscover(address, flags, catalogue, stop);
  });

program
  .command('diagnose')
  .description(t('cli.diagnose.description'))
  .option('--json', t('cli.json'))
  .addHelpText('after', `\n${t('cli.diagnose.format')}`)
  .action(async () => {
    const { runDiagnose } = await import('./commands/diagnose.ts');
    process.exitCode = await runDiagnose(addAbortSignal(stop.signal, process.stdin), process.stdout);
  });

program
  .command('explain')
  .description(t('cli.explain.description'))
  .argument('<report>', t('cli.report.file'))
  .option('--json', t('cli.json'))
  .action(async (path, flags) => {
    const { runExplain } = await import('./commands/explain.ts');
    process.exitCode = await runExplain(path, flags, catalogue);
  });

program
  .command('compare')
  .description(t('cli.compare.description'))
  .argument('<report>', t('cli.report.file'))
  .argument('<other>', t('cli.report.file'))
  .option('--all', t('cli.compare.all'))
  .option('--json', t('cli.json'))
  .action(async (left, right, flags) => {
    const { runCompare } = await import('./commands/compare.ts');
    process.exitCode = await runCompare(left, right, flags, catalogue);
  });

program
  .command('replay')
  .description(t('cli.replay.description'))
  .argument('<report>', t('cli.report.file'))
  .option('--json', t('cli.json'))
  .action(async (path, flags) => {
    const { runReplay } = await import('./commands/replay.ts');
    process.exitCode = await runReplay(path, flags, catalogue, stop);
  });

program
  .command('scenario')
  .description(t('cli.scenario.description'))
  .argument('<report>', t('cli.report.file'))
  .option('--name <name>', t('cli.scenario.name'))
  .action(async (path, flags) => {
    const { runScenario } = await import('./commands/replay.ts');
    process.exitCode = await runScenario(path, flags, catalogue);
  });

program
  .command('lab')
  .description(t('cli.lab.description'))
  .option('--scenario <name>', t('cli.lab.scenario'))
  .option('--json', t('cli.json'))
  .action(async (flags) => {
    const { runLab } = await import('./commands/lab.ts');
    process.exitCode = await runLab(flags, catalogue, stop.signal);
  });

program
  .command('serve')
  .description(t('cli.serve.description'))
  .action(async () => {
    const { runServe } = await import('./commands/serve.ts');
    process.exitCode = await runServe(catalogue, stop.signal);
  });

program
  .command('worker')
  .description(t('cli.worker.description'))
  .action(async () => {
    const { runWorker } = await import('./commands/worker.ts');
    process.exitCode = await runWorker(catalogue, stop.signal);
  });

for (const command of [program, ...program.commands]) command.addHelpText('after', `\n${t('cli.exitCodes')}`);

try {
  protectMemory();
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeFor(error);
}

/** Commander has said itself what was wrong with the arguments; help and version are no mistakes. */
function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof CommandError) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  // What a request that was given up throws is no fault.
  const stopped = error === stop.signal.reason || (error instanceof Error && error.name === 'AbortError') ? stop.exitCode() : undefined;
  if (stopped !== undefined) return stopped;
  tellFault(error);
  return exitCodes.internal;
}

function tellFault(error: unknown): void {
  process.stderr.write(`${t('cli.internal', { message: error instanceof Error ? error.message : String(error) })}\n`);
}
