import { expect, expectTypeOf, it } from 'vitest';
import { reflection, type Item } from '../../server/src/language/generated/ast.ts';
import type * as generated from '../../server/src/language/generated/ast.ts';
import type { Leaf, TreeNode } from '../../server/src/language/tree.ts';

/** The type that Langium generates, with leaves for strings and without what only Langium uses. */
type Filled<T> = T extends string
  ? Leaf
  : T extends readonly (infer Each)[]
    ? Filled<Each>[]
    : T extends object
      ? { [K in keyof T as K extends `$${string}` ? never : K]: Filled<T[K]> }
      : T;

type Parts<T> = Omit<T, 'type' | 'start' | 'end'>;
type Ours<T extends TreeNode['type']> = Parts<Extract<TreeNode, { type: T }>>;
type Theirs<T> = { [K in keyof T as K extends `$${string}` ? never : K]: Filled<T[K]> };

it('the tree has the parts that the grammar gives it', () => {
  expectTypeOf<keyof Ours<'Grant'>>().toEqualTypeOf<keyof Theirs<generated.Grant>>();
  expectTypeOf<keyof Ours<'Define'>>().toEqualTypeOf<keyof Theirs<generated.Define>>();
  expectTypeOf<keyof Ours<'Endorse'>>().toEqualTypeOf<keyof Theirs<generated.Endorse>>();
  expectTypeOf<keyof Ours<'Admit'>>().toEqualTypeOf<keyof Theirs<generated.Admit>>();
  expectTypeOf<keyof Ours<'Association'>>().toEqualTypeOf<keyof Theirs<generated.Association>>();
  expectTypeOf<keyof Ours<'NamedSubject'>>().toEqualTypeOf<keyof Theirs<generated.NamedSubject>>();
  expectTypeOf<keyof Ours<'Principal'>>().toEqualTypeOf<keyof Theirs<generated.Principal>>();
  expectTypeOf<keyof Ours<'VerbGrant'>>().toEqualTypeOf<keyof Theirs<generated.VerbGrant>>();
  expectTypeOf<keyof Ours<'CompartmentLocation'>>().toEqualTypeOf<
    keyof Theirs<generated.CompartmentLocation>
  >();
  expectTypeOf<keyof Ours<'Combination'>>().toEqualTypeOf<keyof Theirs<generated.Combination>>();
  expectTypeOf<keyof Ours<'PolicyHead'>>().toEqualTypeOf<keyof Theirs<generated.PolicyHead>>();
  expectTypeOf<keyof Ours<'DynamicGroup'>>().toEqualTypeOf<keyof Theirs<generated.DynamicGroup>>();
  expectTypeOf<keyof Ours<'TagNamespace'>>().toEqualTypeOf<keyof Theirs<generated.TagNamespace>>();
  expectTypeOf<keyof Ours<'Expectation'>>().toEqualTypeOf<keyof Theirs<generated.Expectation>>();
  expectTypeOf<Item>().toHaveProperty('$type');
});

it('every node that the grammar can give is one that the tree knows', async () => {
  const { childrenOf } = await import('../../server/src/language/walk.ts');
  const wrappers = /Item$|^(?:Absence|Actor|Condition|GrantBody|Location|Subject)$/;
  const types = reflection.getAllTypes().filter((type) => !wrappers.test(type));
  expect(types.length).toBeGreaterThan(25);
  for (const type of types)
    expect(() => childrenOf({ type, start: 0, end: 0 } as unknown as TreeNode), type).not.toThrow();
});
