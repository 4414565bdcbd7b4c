import type { Report } from './report.ts';

/** An array of flat objects, one a line. Lines and columns count from 1, columns in UTF-16 code units, ends excluded. */
export function jsonReport(): Report {
  let isFirst = true;
  const item = (value: unknown) => {
    const text = `${isFirst ? '[' : ','}\n  ${JSON.stringify(value)}`;
    isFirst = false;
    return text;
  };
  return {
    file: ({ input, findings }) =>
      findings
        .map(({ range, severity, code, message }) =>
          item({
            file: input.name,
            line: range.start.line + 1,
            column: range.start.character + 1,
            endLine: range.end.line + 1,
            endColumn: range.end.character + 1,
            severity,
            code,
            message,
          }),
        )
        .join(''),
    end: () => (isFirst ? '[]\n' : '\n]\n'),
  };
}
