import { explainEvidence, refuseEvidence, type UnreadEvidence } from '@inbox-connect/core';
import { exitCodes } from '../exit-codes.ts';
import { readLines } from '../read-lines.ts';

/** Bytes of a line that are read; evidence has room for two texts of 100,000 characters. */
const longestLine = 1_024 * 1_024;

/**
 * Explains evidence from standard input, one JSON object a line, as it comes. A line that cannot be read is answered with its
 * number and the reason, and the others go on. Ends with 2 when there was such a line, or none at all.
 */
export async function runDiagnose(input: AsyncIterable<Uint8Array>, output: NodeJS.WritableStream): Promise<number> {
  let number = 0;
  let read = 0;
  let unread = 0;
  for await (const lines of readLines(input, longestLine)) {
    const answers: string[] = [];
    for (const line of lines) {
      number += 1;
      if (line?.trim() === '') continue;
      const answer = line === undefined ? refuseEvidence(undefined, 'too-long') : explainLine(line);
      if ('invalid' in answer) unread += 1;
      else read += 1;
      answers.push(`${JSON.stringify('invalid' in answer ? withLine(answer, number) : answer)}\n`);
    }
    if (!output.write(answers.join(''))) await new Promise((resolve) => output.once('drain', resolve));
  }
  return read === 0 || unread > 0 ? exitCodes.usage : exitCodes.done;
}

function explainLine(line: string) {
  try {
    return explainEvidence(JSON.parse(line));
  } catch (error) {
    if (error instanceof SyntaxError) return refuseEvidence(undefined, 'not-json');
    throw error;
  }
}

function withLine({ id, invalid }: UnreadEvidence, line: number): UnreadEvidence {
  return { ...(id !== undefined && { id }), line, invalid };
}
