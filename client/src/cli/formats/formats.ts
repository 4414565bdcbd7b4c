import { githubReport } from './github.ts';
import { jsonReport } from './json.ts';
import { prettyReport } from './pretty.ts';
import type { Report, ReportOptions } from './report.ts';
import { sarifReport } from './sarif.ts';

export const FORMATS = ['pretty', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** The formats of `ocipolicy check`. */
export const reports: Readonly<Record<Format, (options: ReportOptions) => Report>> = {
  pretty: prettyReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
};
