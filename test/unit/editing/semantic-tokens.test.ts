import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver-types';
import { createSemanticTokens, LEGEND } from '../../../server/src/features/semantic-tokens.ts';
import { createDocument, editDocument, type PolicyDocument } from '../../../server/src/language/document.ts';
import { file } from '../../property/generate.ts';

/** The tokens of an answer as `word:type.modifier`. */
function shown(text: string, { data }: SemanticTokens): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  const words: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5);
    [line, character] = [line + down, down === 0 ? character + right : right];
    const modifiers = LEGEND.tokenModifiers.filter((_, index) => bits & (1 << index)).map((one) => `.${one}`);
    words.push(
      `${lines[line]?.slice(character, character + length)}:${LEGEND.tokenTypes[type]}${modifiers.join('')}`,
    );
  }
  return words;
}

const tokensOf = (text: string, complete = false) =>
  shown(text, createSemanticTokens(complete).full(createDocument(text)));

describe('semantic tokens', () => {
  it.each([
    [
      'a grant',
      'allow group Default/Ops, in to read buckets in compartment Labs:Dev',
      [
        ...['Default:namespace', 'Ops:class', 'in:class', 'read:method', 'buckets:type.defaultLibrary'],
        ...['Labs:namespace', 'Dev:namespace'],
      ],
    ],
    [
      'a family, an unknown type, permissions',
      'allow any-user to use object-family in tenancy\nallow any-user to use thingies in tenancy\n' +
        'allow any-user to {bucket_read, NO_SUCH} in tenancy',
      [
        ...['use:method', 'object-family:enum.defaultLibrary', 'use:method', 'thingies:type'],
        ...['bucket_read:enumMember.defaultLibrary', 'NO_SUCH:enumMember'],
      ],
    ],
    [
      'conditions over several lines',
      "allow group A to use keys in tenancy where any {\n  target.key.id = request.region,\n  request.region = 'phx' }",
      [
        ...['A:class', 'use:method', 'keys:type.defaultLibrary', 'any:keyword'],
        ...['target.key.id:variable.defaultLibrary', 'request.region:variable.defaultLibrary'],
        'request.region:variable.defaultLibrary',
      ],
    ],
    [
      'placeholders, whole and in a word',
      'allow group <group-name> to read buckets in compartment team-${var.x}-dev',
      [
        ...['<group-name>:parameter', 'read:method', 'buckets:type.defaultLibrary'],
        ...['team-:namespace', '${var.x}:parameter', '-dev:namespace'],
      ],
    ],
    [
      'declarations',
      "policy p in tenancy {\n}\ndynamic-group vox tag lab.key = 'x' matching resource.type = 'fnfunc'\ntag-namespace lab { key secret }\ndefine tenancy Acme as ocid1.tenancy.oc1..a",
      [
        ...['p:namespace.declaration', 'vox:class.declaration', 'lab.key:property', 'resource.type:variable'],
        ...['lab:namespace.declaration', 'secret:property.declaration', 'Acme:namespace.declaration'],
      ],
    ],
  ])('of %s', (_, text, expected) => {
    expect(tokensOf(text)).toEqual(expected);
  });

  it('have keywords and values too for an editor that colours nothing itself', () => {
    expect(tokensOf("allow group A to read buckets in tenancy where request.region = 'phx'", true)).toEqual([
      ...['allow:keyword', 'group:keyword', 'A:class', 'to:keyword', 'read:method'],
      ...['buckets:type.defaultLibrary', 'in:keyword', 'tenancy:keyword', 'where:keyword'],
      ...['request.region:variable.defaultLibrary', "'phx':string"],
    ]);
  });

  it('of a range are those of the statements in it', () => {
    const text = Array.from({ length: 9 }, (_, row) => `allow group G${row} to read buckets in tenancy`).join(
      '\n',
    );
    const range = { start: { line: 3, character: 9 }, end: { line: 4, character: 0 } };
    const words = shown(text, createSemanticTokens().range(createDocument(text), range));
    expect(words.filter((word) => word.endsWith('class'))).toEqual(['G3:class', 'G4:class']);
  });
});

function apply(data: readonly number[], answer: SemanticTokens | SemanticTokensDelta): number[] {
  if ('data' in answer) return answer.data;
  const result = [...data];
  for (const { start, deleteCount, data: fresh = [] } of answer.edits)
    result.splice(start, deleteCount, ...fresh);
  return result;
}

describe('what changed in semantic tokens', () => {
  const change = (document: PolicyDocument, at: number, length: number, text: string) =>
    editDocument(document, at, at + length, text);

  it('gives what everything gives, after any edits', () => {
    const edit = fc.tuple(
      fc.nat(2_000),
      fc.nat(30),
      fc.constantFrom('', ' ', '\n', 'x', 'allow group A to ', '{'),
    );
    fc.assert(
      fc.property(file, fc.array(edit, { maxLength: 6 }), (text, edits) => {
        const document = createDocument(text);
        const tokens = createSemanticTokens();
        let { data, resultId = '' } = tokens.full(document);
        for (const [at, length, written] of edits) {
          change(document, at, length, written);
          const answer = tokens.delta(document, resultId);
          data = apply(data, answer);
          resultId = answer.resultId ?? '';
          expect(data).toEqual(createSemanticTokens().full(document).data);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is little in a large file', () => {
    const document = createDocument('allow group A to read buckets in tenancy\n'.repeat(10_000));
    const tokens = createSemanticTokens();
    const { resultId = '' } = tokens.full(document);
    change(document, 41 * 5_000 + 12, 1, 'BB');
    const answer = tokens.delta(document, resultId);
    expect('edits' in answer && answer.edits.flatMap(({ data = [] }) => data).length).toBeLessThan(100);
  });

  it('is nothing when nothing changed, and everything after an answer that was not the last', () => {
    const document = createDocument('allow group A to read buckets in tenancy\n');
    const tokens = createSemanticTokens();
    const first = tokens.full(document);
    const second = tokens.delta(document, first.resultId ?? '');
    expect(second).toMatchObject({ edits: [] });
    expect(tokens.delta(document, first.resultId ?? '')).toMatchObject({ data: first.data });
  });
});
