import { describe, expect, it } from 'vitest';
import { createPolicyService } from '../../../server/src/features/service.ts';
import { check, type Row } from './check.ts';
import { marked } from './grants.ts';

describe('sorting', () => {
  it.each<Row>([
    [
      'takes comments along and groups by subject',
      'sort',
      'policy p {\n  // section\n\n  |allow group B to use keys in tenancy // b1\n  // about a\n  // in two lines\n  allow group A to read vcns in compartment X\n\n  allow group B to read vcns in compartment X\n  define group B as ocid1.group.oc1..b\n  deny any-user to manage keys in tenancy\n}\n',
      'policy p {\n  // section\n\n  define group B as ocid1.group.oc1..b\n\n  deny any-user to manage keys in tenancy\n\n  // about a\n  // in two lines\n  allow group A to read vcns in compartment X\n\n  allow group B to read vcns in compartment X\n  allow group B to use keys in tenancy // b1\n}\n',
    ],
    [
      'leaves sections in their places',
      'sort',
      '|allow group B to use keys in tenancy\nallow group A to use keys in tenancy\n\n// the rest\n\nallow group B to read vcns in tenancy\nallow group A to read vcns in tenancy',
      'allow group A to use keys in tenancy\n\nallow group B to use keys in tenancy\n\n// the rest\n\nallow group A to read vcns in tenancy\n\nallow group B to read vcns in tenancy',
    ],
    ['is not offered for one statement', 'sort', '|allow group B to use keys in tenancy\n', undefined],
    [
      'is not offered where there is a slip',
      'sort',
      '|allow group B to use keys in tenancy\nallow group A use keys in tenancy\n',
      undefined,
    ],
  ])('%s: %s', check);
});

describe('a policy block', () => {
  it.each<Row>([
    [
      'is put around statements',
      'wrap',
      '// first\n|allow group B to use keys\n  in tenancy // b\n\n/* a\nb */\nallow group A to use keys in tenancy // a\n// end\n',
      '// first\npolicy <policy-name> in tenancy\n  description "<what it is for>"\n{\n  allow group B to use keys\n    in tenancy // b\n\n  /* a\n  b */\n  allow group A to use keys in tenancy // a\n}\n// end\n',
    ],
    [
      'is put around those that are selected',
      'wrap',
      'allow group B to use keys in tenancy\n|allow group A to use keys in tenancy\nallow group C to use keys in tenancy|',
      'allow group B to use keys in tenancy\npolicy <policy-name> in tenancy\n  description "<what it is for>"\n{\n  allow group A to use keys in tenancy\n  allow group C to use keys in tenancy\n}',
    ],
    ['is not put into another', 'wrap', 'policy p {\n|allow group B to use keys in tenancy\n}', undefined],
    [
      'is not put around a declaration',
      'wrap',
      "|allow group B to use keys in tenancy\ndynamic-group v matching resource.type = 'fnfunc'\nallow group C to use keys in tenancy|",
      undefined,
    ],
  ])('%s: %s', check);
});

describe('refactorings as code actions', () => {
  const URI = 'file:///a.ocipolicy';
  const { text, range } = marked('allow group A, B to |read buckets in tenancy\n');
  const service = createPolicyService({ locale: 'en' });
  service.open(URI, text);

  it('have their kinds and names', () => {
    const actions = service.codeActions(URI, range, { only: ['refactor'], explains: false });
    expect(actions.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
      'refactor.rewrite: Write out the permissions of verb and type (2)',
      'refactor.rewrite: Split into 2 statements, one for each subject',
      'refactor.extract: Put the statements into a policy block',
    ]);
    expect(actions.every(({ edit }) => edit !== undefined)).toBe(true);
  });

  it('are those of the kind that is asked for', () => {
    const actions = service.codeActions(URI, range, { only: ['refactor.extract'], explains: false });
    expect(actions.map(({ kind }) => kind)).toEqual(['refactor.extract']);
  });

  it('get their edits when one is chosen', () => {
    const [action] = service.codeActions(URI, range, { only: ['refactor'], explains: false, resolves: true });
    expect(action && 'edit' in action).toBe(false);
    const resolved = action && service.resolveAction(action);
    expect(resolved?.edit?.changes?.[URI]?.map(({ newText }) => newText)).toEqual([
      '{BUCKET_INSPECT, BUCKET_READ}',
    ]);
  });
});
