import type { Service } from '../../../client/src/cli/service.ts';
import type { Finding, Severity } from '../../../server/src/features/service.ts';

const MARKS: Record<string, Severity> = {
  ERROR: 'error',
  WARNING: 'warning',
  INFORMATION: 'information',
  HINT: 'hint',
};

export { createPolicyService as createHostedService };
export const createCheckedDocuments = () => ({ shared: createPolicyService() });

/** Finds the words ERROR, WARNING, INFORMATION and HINT, mends the word FIXABLE, formats rows of blanks, and breaks down at the word CRASH. */
export function createPolicyService(): Service {
  const texts = new Map<string, string>();
  return {
    open: (uri, text) => void texts.set(uri, text),
    close: (uri) => void texts.delete(uri),
    configure: () => undefined,
    mended: (uri) => {
      const text = texts.get(uri);
      const count = text?.split('FIXABLE').length ?? 1;
      const fixed: Record<string, number> = count > 1 ? { 'fake-fixable': count - 1 } : {};
      return text === undefined ? undefined : { text: text.replaceAll('FIXABLE', 'fixed'), edits: [], fixed };
    },
    formatted: (uri) => texts.get(uri)?.replace(/ +/g, ' '),
    converted: (uri, to) => (texts.get(uri) === '' ? '' : `${to}: ${texts.get(uri)}`),
    findings: (uri) =>
      [...(texts.get(uri) ?? '').split('\n').entries()].flatMap(([line, text]) => marks(line, text)),
    tree: (uri) => {
      const text = texts.get(uri);
      if (text?.includes('CRASH')) throw new Error('the tree broke down');
      return text === undefined ? undefined : { type: 'Document', uri, items: text.split('\n') };
    },
  };
}

function marks(line: number, text: string): Finding[] {
  if (text.includes('CRASH')) throw new Error('the check broke down.');
  return [...text.matchAll(/ERROR|WARNING|INFORMATION|HINT/g)].map(({ 0: word, index }) => ({
    code: `fake-${word.toLowerCase()}`,
    severity: MARKS[word] ?? 'error',
    message: `'${word}' was found.`,
    range: { start: { line, character: index }, end: { line, character: index + word.length } },
  }));
}
