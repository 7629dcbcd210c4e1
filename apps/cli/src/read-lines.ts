/**
 * The lines of a stream of bytes, all of one chunk at a time; one that is longer than the limit is `undefined`, and nothing of
 * it is kept. What is no UTF-8 is read as U+FFFD.
 */
export async function* readLines(input: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<readonly (string | undefined)[]> {
  const decoder = new TextDecoder();
  let rest = '';
  let isTooLong = false;
  for await (const chunk of input) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = pieces.pop() ?? '';
    if (pieces.length > 0) {
      yield pieces.map((piece, index) => ((isTooLong && index === 0) || piece.length > longest ? undefined : piece));
      isTooLong = false;
    }
    if (rest.length > longest) {
      isTooLong = true;
      rest = '';
    }
  }
  rest += decoder.decode();
  if (isTooLong || rest !== '') yield [isTooLong || rest.length > longest ? undefined : rest];
}
