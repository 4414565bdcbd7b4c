import { ErrorCodes, ResponseError, type Connection } from 'vscode-languageserver';
import {
  answer,
  choicesAt,
  comparisonReport,
  createPrepared,
  explainReport,
  testReport,
  testsIn,
  whatCanReport,
  whoCanReport,
  type AbilitiesReport,
  type AnswerReport,
  type Choices,
  type ComparisonReport,
  type Documents,
  type ExplainReport,
  type HolderReport,
  type Misread,
  type Question,
  type Side,
  type TestOutline,
  type TestRunReport,
} from './features/access/access.ts';
import type { Tenancy } from './access/tenancy.ts';
import type { Locale } from './checks/words/locale.ts';
import { inParts } from './parts.ts';
import { atOnce, ofAll, type Steps } from './access/steps.ts';
import { tellIn } from './features/access/words.ts';
import { located } from './features/hosts/read-files.ts';
import type { Composed } from './features/hosts/composed.ts';
import type { HostFeatures } from './features/service.ts';
import type { Position } from './language/document.ts';
import { demandPlace } from './places.ts';

interface About {
  readonly textDocument: { readonly uri: string };
}

/** Which documents are the tenancy: those of these URIs that the server knows; all that it knows when left out. */
interface InTenancy extends About {
  readonly tenancy?: readonly string[];
}

/** Parameters and answer of each request of our own. The answer to one about an unknown document is empty. */
export interface AccessRequests {
  /** The tests of a document, not run. */
  readonly 'ocipolicy/tests': [About, readonly TestOutline[]];
  /** Runs the tests of a document. */
  readonly 'ocipolicy/runTests': [InTenancy, TestRunReport];
  /** What a question can be made of, and what a place suggests to ask. */
  readonly 'ocipolicy/choices': [InTenancy & { readonly position: Position }, Choices];
  readonly 'ocipolicy/can': [InTenancy & { readonly question: Question }, AnswerReport | Misread];
  readonly 'ocipolicy/whoCan': [
    InTenancy & { readonly question: Omit<Question, 'who'> },
    readonly HolderReport[] | Misread,
  ];
  readonly 'ocipolicy/whatCan': [
    InTenancy & { readonly question: Omit<Question, 'action'> },
    readonly AbilitiesReport[] | Misread,
  ];
  /** What the statements of a document grant. */
  readonly 'ocipolicy/explain': [InTenancy, ExplainReport];
  /** What access changes when a document that had the text `before` has the one that it has. */
  readonly 'ocipolicy/compare': [InTenancy & { readonly before: string }, ComparisonReport];
}

/** What the binding takes from the server. */
export interface AccessParts {
  /** All documents that the server knows. */
  documents(): Documents;
  /** What is told of files of other languages. */
  hosted(): HostFeatures | undefined;
  /** The language of all words for people. */
  locale(): Locale;
  /** Turns what fails into an answer and a line of the log. */
  answered<Params extends About, Answer>(
    what: string,
    work: (uri: string, params: Params) => Answer,
  ): (params: Params) => Answer;
}

/** Binds the questions of access to a connection: one thin handler a request. */
export function bindAccess(
  connection: Connection,
  { documents, hosted, locale, answered }: AccessParts,
): void {
  const on = <Name extends keyof AccessRequests>(
    name: Name,
    work: (uri: string, params: AccessRequests[Name][0]) => AccessRequests[Name][1],
  ) => {
    const handler = answered(name, work);
    connection.onRequest(name, (params: About): unknown => handler(params));
  };
  const prepared = createPrepared();
  const { tenancyOf } = prepared;
  /** A file of another language counts with what it surely holds. */
  const tenancyFor = (uri: string, params: InTenancy): Documents => {
    const composed = hosted()?.composed(uri);
    const known = policiesFor(uri, params);
    return composed ? new Map([...known, [uri, composed.document]]) : known;
  };
  const ready = (uri: string, params: InTenancy): Tenancy => {
    return withUnread(tenancyOf(tenancyFor(uri, params)), leftOf(hosted()?.composed(uri)));
  };
  const inPlace = <Report>(uri: string, report: Report, before?: string): Report => {
    const composed = hosted()?.composed(uri, before);
    return composed ? (located(report, new Map([[uri, composed.locate]])) as Report) : report;
  };
  const policiesFor = (uri: string, { tenancy }: InTenancy): Documents => {
    if (tenancy === undefined) return documents();
    if (!Array.isArray(tenancy)) throw new ResponseError(ErrorCodes.InvalidParams, 'tenancy is no list.');
    const wanted = new Set<unknown>([uri, ...(tenancy as unknown[])]);
    return new Map([...documents()].filter(([each]) => wanted.has(each)));
  };

  on('ocipolicy/tests', (uri) => {
    const document = documents().get(uri);
    return document ? testsIn(uri, document) : [];
  });
  on('ocipolicy/runTests', (uri, params) => {
    const all = tenancyFor(uri, params);
    return testReport(all, tenancyOf(all), locale(), [uri]);
  });
  on('ocipolicy/choices', (uri, params) => {
    demandPlace(params);
    const all = tenancyFor(uri, params);
    const host = hosted()?.composed(uri);
    const position = host ? (host.find(params.position) ?? { line: 0, character: 0 }) : params.position;
    return choicesAt(all, tenancyOf(all), uri, position);
  });
  on('ocipolicy/can', (uri, params) => {
    const question = questionIn(params.question, ['who', 'action']);
    return inPlace(uri, answer(ready(uri, params), question, locale()));
  });
  on('ocipolicy/whoCan', (uri, params) => {
    const question = questionIn(params.question, ['action']);
    return inPlace(uri, whoCanReport(ready(uri, params), question, locale()));
  });
  on('ocipolicy/whatCan', (uri, params) => {
    const question = questionIn(params.question, ['who']);
    return inPlace(uri, whatCanReport(ready(uri, params), question, locale()));
  });
  on('ocipolicy/explain', (uri, params) => inPlace(uri, explainReport(ready(uri, params), [uri])));
  /** Compares in steps. A text that was edited in between is never compared half before and half after. */
  function* compare(uri: string, params: AccessRequests['ocipolicy/compare'][0]): Steps<ComparisonReport> {
    const { before } = params;
    if (typeof before !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, 'before is no text.');
    const after = tenancyFor(uri, params);
    const host = hosted()?.composed(uri, before);
    if (host?.isBroken || hosted()?.composed(uri)?.isBroken)
      return { verdict: 'unknown', text: tellIn(locale())('compare/unknown'), changes: [], open: [] };
    const old = new Map([...after, [uri, host?.document ?? (yield* prepared.readBefore(uri, before))]]);
    const earlier = withUnread(tenancyOf(old), leftOf(host));
    yield ofAll(earlier);
    const now = ready(uri, params);
    yield ofAll(now);
    const document = host ? undefined : after.get(uri);
    const comparison = yield* prepared.comparerOf(uri).compare(earlier, now);
    const report = comparisonReport(comparison, locale(), document && { uri, document });
    const placed = <Each extends { readonly side: Side }>(each: Each): Each =>
      inPlace(uri, each, each.side === 'before' ? before : undefined);
    const isProven = report.verdict !== 'same' || earlier.unread + now.unread === 0 || !host;
    const verdict = isProven ? report.verdict : 'unknown';
    return {
      ...report,
      verdict,
      text: tellIn(locale())(`compare/${verdict}`),
      changes: report.changes.map(placed),
      open: report.open.map(placed),
    };
  }
  const inTurn = inParts();
  connection.onRequest('ocipolicy/compare', (params: AccessRequests['ocipolicy/compare'][0], token) =>
    answered('ocipolicy/compare', (uri, asked: typeof params) =>
      // What a host file holds is put together anew at each question, and is never much.
      hosted()?.composed(uri)
        ? atOnce(compare(uri, asked))
        : inTurn(() => compare(uri, asked), {
            of: () => policiesFor(uri, asked),
            isCancelled: () => token.isCancellationRequested,
          }),
    )(params),
  );
}

/** The question of a request; throws an answer for the client where a part of it is no text, or one is missing. */
function questionIn<Asked extends Partial<Question>>(
  question: Asked,
  needed: readonly (keyof Question)[],
): Asked {
  const parts = (question ?? {}) as Readonly<Record<string, unknown>>;
  const { elsewhere } = parts;
  const isText = (part: string) => typeof parts[part] === 'string';
  const isRight =
    needed.every(isText) &&
    ['where', 'facts', 'to'].every((part) => parts[part] === undefined || isText(part)) &&
    (elsewhere === undefined ||
      (Array.isArray(elsewhere) && elsewhere.every((text) => typeof text === 'string')));
  if (!isRight) throw new ResponseError(ErrorCodes.InvalidParams, 'question is none.');
  return question;
}

/** The same tenancy where nothing more is left out: what is worked out of it is kept with it. */
function withUnread(tenancy: Tenancy, more: number): Tenancy {
  return more === 0 ? tenancy : { ...tenancy, unread: tenancy.unread + more };
}

/** How many statements of a file of another language are not known. */
function leftOf(composed: Composed | undefined): number {
  return composed ? composed.left + (composed.isBroken ? 1 : 0) : 0;
}
