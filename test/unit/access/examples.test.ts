import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepare, read, testReport } from '../../../server/src/features/access/questions.ts';

const folder = resolve(import.meta.dirname, '../../../examples');
const texts = readdirSync(folder).map((file) => ({
  uri: file,
  text: readFileSync(join(folder, file), 'utf8'),
}));

const open = (some: typeof texts) => {
  const documents = read(some);
  const { tests } = testReport(documents, prepare(documents), 'en');
  return tests.flatMap(({ expectations }) => expectations.filter(({ verdict }) => verdict !== 'passed'));
};

describe('the tests of the examples', () => {
  it.each(texts)('pass in $uri alone', (text) => expect(open([text])).toEqual([]));

  it('pass together', () => expect(open(texts)).toEqual([]));

  it('have the trial of the tutorial among them', () => {
    const documents = read(texts);
    const names = testReport(documents, prepare(documents), 'en').tests.map(({ name }) => name);
    expect(names.filter((name) => /vox|her own notebook/.test(name))).toHaveLength(2);
  });
});
