/**
 * Gives the lines of a text by their 0-based number, without their ends. Lines end as in the Language Server
 * Protocol: LF, CR LF or CR; a line that does not exist is empty.
 */
export function lineReader(text: string): (line: number) => string {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return (line) => {
    const start = starts[line];
    return start === undefined ? '' : text.slice(start, starts[line + 1]).replace(/(?:\r\n|\r|\n)$/, '');
  };
}
