import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smaller } from '../../fuzz/smaller.ts';
import type { AnyTarget } from '../../fuzz/target.ts';
import { TARGETS } from '../../fuzz/targets.ts';

/** What once failed under `npm run fuzz`, as small as it could be made. */
interface Found {
  readonly target: string;
  /** What was wrong. */
  readonly why: string;
  readonly value: unknown;
}

const FOLDER = 'test/fixtures/fuzz';
const found = readdirSync(FOLDER).flatMap(
  (name) => JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')) as Found[],
);

describe.each(TARGETS.map((target) => [target.name, target] as const))(
  'what was found in %s',
  (name, target: AnyTarget) => {
    const own = found.filter((each) => each.target === name);
    beforeAll(() => (own.length > 0 ? target.prepare?.() : undefined));
    afterAll(() => (own.length > 0 ? target.end?.() : undefined));

    it.each(own.map(({ why, value }) => [why, value] as const))(
      'does not come back: %s',
      async (_, value) => {
        await expect(Promise.resolve(value).then((each) => target.check(each))).resolves.toBeUndefined();
      },
    );

    it('is kept under its name', () => {
      expect(own.every(({ why }) => why.length > 10)).toBe(true);
    });
  },
);

it('every finding belongs to a target', () => {
  const names = TARGETS.map((target) => target.name);
  expect(found.filter(({ target }) => !names.includes(target))).toEqual([]);
});

describe('a value that fails', () => {
  it('is made as small as it can be', async () => {
    const value = { texts: ['one', 'two and a needle in it', 'three'], other: 'x'.repeat(100) };
    const holds = (each: unknown) => Promise.resolve(JSON.stringify(each).includes('needle'));
    expect(await smaller(value, holds, () => true)).toEqual({ texts: ['needle'], other: '' });
  });

  it('is left as it is when there is no time', async () => {
    expect(
      await smaller(
        'needle',
        () => Promise.resolve(true),
        () => false,
      ),
    ).toBe('needle');
  });
});
