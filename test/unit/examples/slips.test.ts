/** The fixes of all that is found in the fixtures of slips and in the documents that the language is built for. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mendAll } from '../../../server/src/features/fix-all.ts';
import { assemble, type Item } from '../../fixtures/seeds/assemble.ts';
import { faultsOfFixes } from './fixes.ts';

const fixtures = new URL('../../fixtures/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, fixtures), 'utf8'));

type Slip = Item & { readonly before?: string[] };

const withoutMarks = (text: string) => text.replace(/[‹›]/g, '');

const SLIPS = readdirSync(new URL('slips/', fixtures)).flatMap((file) => {
  const slips = (read(`slips/${file}`) as (Slip | string)[]).filter((slip) => typeof slip !== 'string');
  return slips.map((slip) => ({
    file,
    text: assemble([
      ...(slip.before ?? []).map((text) => ({ text })),
      { ...slip, text: withoutMarks(slip.text) },
      { text: 'allow group Readers to inspect buckets in compartment Shared' },
    ]).text,
  }));
});

const DOCUMENTS = readdirSync(new URL('seeds/', fixtures))
  .filter((file) => /^\d/.test(file))
  .map((file) => ({ file, text: assemble((read(`seeds/${file}`) as { document: Item[] }).document).text }));

/** Slips that meet in one statement, so that the mending of one could spoil what the other left. */
const TOGETHER = [
  "allow group Ops to manage vcns in tenancy where all { request.region = 'phx',",
  "allow group Ops to manage vcns in tenancy where any { request.region = 'phx', all { request.user.name = 'ana' ,",
  'allow group Ops to manage vcns in [ tenancy | compartment <compartment-name> ]',
  'permit group Ops manage VCNs, subnets in the tenancy.',
  'allow group Ops, dynamic-group Jobs manage “vcns” in compartment Labs/Dev, Logs where all (request.region == phx)',
  "allow dynamic group Jobs to (VCN_READ VCN_READ) in compartment A where request.region = 'phx' and request.user.name = ana",
  "1. allow user ana to <vcns> in tenancy Acme where all { all { 'phx' = request.region, } }",
].map((text) => ({ file: 'together', text, uncovers: true }));

describe.each([...SLIPS, ...DOCUMENTS, ...TOGETHER])('$file: $text', ({ text, ...rest }) => {
  it('has fixes that mend it and touch nothing else', () => {
    expect(faultsOfFixes(text, 'uncovers' in rest)).toEqual([]);
  });

  it('is mended at once to something that stays as it is', () => {
    const once = mendAll(text);
    expect(mendAll(once.text)).toEqual({ text: once.text, edits: [], fixed: {} });
  });
});
