import { styleText } from 'node:util';
import { type Catalogue, describeStage } from '@inbox-connect/catalogue';
import {
  type CheckEvent,
  type CheckProgress,
  emptyProgress,
  reduceCheck,
  type Service,
  type StageRecord,
  stageSchema,
  verdictSchema,
} from '@inbox-connect/core';
import { clip } from './wrap.ts';

/** Shows a check as it goes. */
export interface Timeline {
  show(event: CheckEvent): void;
  /** Stops whatever moves; the last picture stays. */
  close(): void;
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** A picture of both lanes that is drawn again with every event and ten times a second, for a terminal. */
export function createLiveTimeline(output: NodeJS.WriteStream, catalogue: Catalogue): Timeline {
  const paint: Paint = (style, text) => styleText(style, text, { stream: output });
  let progress = emptyProgress;
  let linesDrawn = 0;
  let lastEvent = { at: 0, seen: performance.now() };
  const draw = () => {
    const now = lastEvent.at + performance.now() - lastEvent.seen;
    // A line that wrapped would put the picture out of place.
    const lines = linesOf(progress, now, catalogue, paint).map((line) => clip(line, output.columns));
    // Back to the first line of the picture, then every line anew over what stood there.
    output.write(`${linesDrawn > 0 ? `\u001b[${linesDrawn}A` : ''}${lines.map((line) => `\u001b[2K${line}\n`).join('')}`);
    linesDrawn = Math.max(linesDrawn, lines.length);
  };
  const timer = setInterval(draw, 100);
  return {
    show(event) {
      progress = reduceCheck(progress, event);
      lastEvent = { at: event.at, seen: performance.now() };
      draw();
    },
    close() {
      clearInterval(timer);
    },
  };
}

/** One line per stage that ended, for a file, a pipe or a log. */
export function createPlainTimeline(output: NodeJS.WritableStream, catalogue: Catalogue): Timeline {
  let progress = emptyProgress;
  return {
    show(event) {
      progress = reduceCheck(progress, event);
      if (event.type !== 'stage-end') return;
      const ended = progress.report.stages.find(({ service, stage }) => service === event.service && stage === event.stage);
      if (ended) output.write(`${plainLine(ended, describeStage(catalogue, ended), catalogue)}\n`);
    },
    close() {},
  };
}

/** A stage on one line, with the fact that says most about it. */
export function plainLine(stage: StageRecord, fact: string, catalogue: Catalogue): string {
  const { t, formatDuration } = catalogue;
  const time = stage.verdict === 'skipped' ? '' : formatDuration(stage.durationMs);
  const cells = [
    t(`services.${stage.service}`),
    t(`stages.${stage.stage}.name`).padEnd(widest(stageSchema.options.map((name) => t(`stages.${name}.name`)))),
    t(`verdicts.${stage.verdict ?? 'skipped'}`).padEnd(widest(verdictSchema.options.map((verdict) => t(`verdicts.${verdict}`)))),
    time.padEnd(7),
    fact,
  ];
  return cells.join(' ').trimEnd();
}

/** How wide a column has to be, which differs from language to language. */
function widest(words: readonly string[]): number {
  return Math.max(...words.map((word) => word.length));
}

const services: readonly Service[] = ['imap', 'smtp'];

function linesOf({ report, running, position }: CheckProgress, now: number, catalogue: Catalogue, paint: Paint): readonly string[] {
  if (position !== null) return [catalogue.t('progress.position', { position })];
  return services.flatMap((service) => {
    const stages = report.stages.filter((stage) => stage.service === service);
    const since = (stage: StageRecord) => running.find((one) => one.service === service && one.stage === stage.stage)?.since;
    return [paint('bold', catalogue.t(`lanes.${service}`)), ...stages.map((stage) => liveLine(stage, since(stage), now, catalogue, paint))];
  });
}

const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

function liveLine(stage: StageRecord, since: number | undefined, now: number, catalogue: Catalogue, paint: Paint): string {
  const { t, formatDuration } = catalogue;
  const name = t(`stages.${stage.stage}.name`);
  if (since !== undefined) {
    const frame = spinner[Math.floor(now / 100) % spinner.length] ?? '';
    return `  ${paint('blue', frame)} ${paint('bold', name)}  ${paint('dim', formatDuration(Math.max(0, now - since)))}`;
  }
  const fact = describeStage(catalogue, stage);
  const details = paint('dim', [formatDuration(stage.durationMs), fact].join('  '));
  switch (stage.verdict) {
    case 'passed':
      return `  ${paint('green', '✓')} ${name}  ${details}`;
    case 'failed':
      return `  ${paint('red', '✗')} ${paint(['red', 'bold'], name)}  ${details}`;
    case 'skipped':
      return paint('dim', `  – ${name}  ${fact}`);
    case null:
      return paint('dim', `  · ${name}`);
  }
}
