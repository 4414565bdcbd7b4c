import { describe, expect, it } from 'vitest';
import { createPolicyService } from '../../server/src/features/service.ts';

/** What is found in each line of a text, by its number from 0. */
function check(text: string): string[] {
  const service = createPolicyService();
  service.open('file:///a.ocipolicy', text);
  return service
    .findings('file:///a.ocipolicy')
    .filter(({ severity }) => severity === 'error')
    .map(({ code, range }) => `${range.start.line} ${code}`);
}

describe('while a statement is begun between two others', () => {
  it.each(['a', 'al', 'allo', 'de', 'endors', 'po'])('they stay whole: %s', (begun) => {
    const text = `allow group A to read buckets in tenancy\n${begun}\nallow group B to read vcns in tenancy\n`;
    expect(check(text)).toEqual(['1 unknown-statement-keyword']);
  });

  it.each(['in tenancy', 'in compartment a', 'where request.region = /a*/'])(
    'a line that goes on is no beginning: %s',
    (rest) => {
      const place = rest.startsWith('where') ? 'in tenancy\n  ' : '';
      expect(check(`allow group A to read buckets\n  ${place}${rest}\n`)).toEqual([]);
    },
  );

  it.each([
    'alow',
    'alow g',
    'alow gro',
    'Alllow any-',
    'dney dynamic-gr',
    'endrose any',
    'defien ten',
    'admti gr',
  ])('a misspelt one leaves the one above alone: %s', (begun) => {
    for (const above of ['in tenancy', 'in compartment a:b', "in tenancy\n  where request.region = 'phx'"]) {
      const statement = `allow group A to read buckets ${above}\n`;
      const line = statement.split('\n').length - 1;
      const text = `${statement}${begun}\nallow group B to read vcns in tenancy\n`;
      expect(check(text)).toEqual([`${line} unknown-statement-keyword`]);
      expect(check(`policy p {\n${text}}\n`)).toEqual([`${line + 1} unknown-statement-keyword`]);
    }
  });

  it.each([
    'allow group A,\nallo to read buckets in tenancy',
    'allow group\nalow to read buckets in tenancy',
    'allow group A to read buckets in compartment\ndenny',
    'policy\nalow in tenancy {\n  allow group A to read buckets in tenancy\n}',
  ])('a name like the first word of a statement is a name: %s', (text) => {
    expect(check(`${text}\n`)).toEqual([]);
  });
});
