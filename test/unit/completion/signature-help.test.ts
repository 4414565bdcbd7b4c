/** The skeleton of the statement at the cursor, the part marked that belongs there. */
import { describe, expect, it } from 'vitest';
import { createPolicyService } from '../../../server/src/features/service.ts';
import type { SignatureAsked } from '../../../server/src/features/signature-help.ts';
import { unmarked } from './check.ts';

const service = createPolicyService();

/** The active skeleton with its active part in `*`; undefined when none is shown. */
function skeletonIn(marked: string, asked?: SignatureAsked): string | undefined {
  const { text, position } = unmarked(marked);
  const uri = 'file:///signature.ocipolicy';
  service.open(uri, text);
  const help = service.signatureHelp(uri, position, asked);
  service.close(uri);
  if (!help) return undefined;
  const { label, parameters = [] } = help.signatures[help.activeSignature ?? 0] ?? { label: '' };
  const range = parameters[help.activeParameter ?? -1]?.label;
  if (!Array.isArray(range)) return label;
  const [start, end] = range;
  return `${label.slice(0, start)}*${label.slice(start, end)}*${label.slice(end)}`;
}

describe('the part of the skeleton that belongs at the cursor', () => {
  it.each([
    ['allow ‹|›', 'allow *<subject>* to <verb> <resource-type> in <location> [where <condition>]'],
    ['deny ‹|›', 'deny *<subject>* to <verb> <resource-type> in <location> [where <condition>]'],
    ['allow group ‹|›', 'allow *<subject>* to <verb> <resource-type> in <location> [where <condition>]'],
    ['allow group Ops, ‹|›', 'allow *<subject>* to <verb> <resource-type> in <location> [where <condition>]'],
    ['allow group Ops ‹|›', 'allow <subject> *to* <verb> <resource-type> in <location> [where <condition>]'],
    ['allow any-user ‹|›', 'allow <subject> *to* <verb> <resource-type> in <location> [where <condition>]'],
    [
      'allow group Ops to ‹|›',
      'allow <subject> to *<verb>* <resource-type> in <location> [where <condition>]',
    ],
    [
      'allow group Ops to use ‹|›',
      'allow <subject> to <verb> *<resource-type>* in <location> [where <condition>]',
    ],
    [
      'allow group Ops to us‹|›e vnics in tenancy',
      'allow <subject> to *<verb>* <resource-type> in <location> [where <condition>]',
    ],
    ['allow group Ops to {‹|›}', 'allow <subject> to *{<permission>, …}* in <location> [where <condition>]'],
    [
      'allow group Ops to {VNIC_READ, ‹|›}',
      'allow <subject> to *{<permission>, …}* in <location> [where <condition>]',
    ],
    [
      'allow group Ops to use vnics ‹|›',
      'allow <subject> to <verb> <resource-type> *in* <location> [where <condition>]',
    ],
    [
      'allow group Ops to use vnics in ‹|›',
      'allow <subject> to <verb> <resource-type> in *<location>* [where <condition>]',
    ],
    [
      'allow group Ops to use vnics in compartment ‹|›',
      'allow <subject> to <verb> <resource-type> in *<location>* [where <condition>]',
    ],
    [
      'allow group Ops to use vnics in tenancy ‹|›',
      'allow <subject> to <verb> <resource-type> in <location> [*where* <condition>]',
    ],
    [
      'allow group Ops to use vnics in tenancy where ‹|›',
      'allow <subject> to <verb> <resource-type> in <location> [where *<condition>*]',
    ],
    [
      'allow group Ops to use vnics in tenancy where any {a = ‹|›}',
      'allow <subject> to <verb> <resource-type> in <location> [where *<condition>*]',
    ],
    ['define ‹|›', 'define *<kind>* <name> as <ocid>'],
    ['define tenancy ‹|›', 'define <kind> *<name>* as <ocid>'],
    ['define tenancy Acme ‹|›', 'define <kind> <name> *as* <ocid>'],
    ['define tenancy Acme as ‹|›', 'define <kind> <name> as *<ocid>*'],
    ['endorse ‹|›', 'endorse *<subject>* to <verb> <resource-type> in <location> [where <condition>]'],
    [
      'deny endorse ‹|›',
      'deny endorse *<subject>* to <verb> <resource-type> in <location> [where <condition>]',
    ],
    [
      'endorse group Ops to read vcns in tenancy ‹|›',
      'endorse <subject> to <verb> <resource-type> in *<location>* [where <condition>]',
    ],
    [
      'endorse group Ops to associate ‹|›',
      'endorse <subject> to associate *<resource-type>* in <location> with <resource-type> in <location>',
    ],
    [
      'endorse group Ops to associate drgs in ‹|›',
      'endorse <subject> to associate <resource-type> in *<location>* with <resource-type> in <location>',
    ],
    [
      'endorse group Ops to associate drgs in tenancy with ‹|›',
      'endorse <subject> to associate <resource-type> in <location> with *<resource-type>* in <location>',
    ],
    [
      'endorse group Ops to associate drgs in tenancy with vcns in ‹|›',
      'endorse <subject> to associate <resource-type> in <location> with <resource-type> in *<location>*',
    ],
    [
      'admit group Guests of ‹|›',
      'admit <subject> [of *<tenancy>*] to <verb> <resource-type> in <location> [where <condition>]',
    ],
    [
      'admit group Guests of tenancy Acme ‹|›',
      'admit <subject> [of <tenancy>] *to* <verb> <resource-type> in <location> [where <condition>]',
    ],
    ['policy ‹|›', 'policy *<name>* [in <location>] [description "…"] { <statements> }'],
    ['policy p in ‹|›', 'policy <name> [in *<location>*] [description "…"] { <statements> }'],
    [
      'dynamic-group d ‹|›',
      'dynamic-group <name> [description "…"] [tag <key> = \'…\'] *matching* <condition>',
    ],
    [
      'dynamic-group d matching ‹|›',
      'dynamic-group <name> [description "…"] [tag <key> = \'…\'] matching *<condition>*',
    ],
    [
      'tag-namespace t { key ‹|›}',
      'tag-namespace <name> [in <location>] [description "…"] { key *<key>* [description "…"] }',
    ],
    ['test "a" { as ‹|› }', 'test "…" { as *<subject>* can <operation> [in <location>] [where <facts>] }'],
    [
      'test "a" { as user Ann can ‹|› }',
      'test "…" { as <subject> can *<operation>* [in <location>] [where <facts>] }',
    ],
    ['‹|›', undefined],
    ['// allow ‹|›', undefined],
    ['policy p description "‹|›" {', undefined],
    ['some prose ‹|›', undefined],
  ])('%s', (marked, skeleton) => expect(skeletonIn(marked)).toBe(skeleton));
});

describe('when it shows', () => {
  it.each<[asked: SignatureAsked, marked: string, isShown: boolean]>([
    ['typed', 'allow ‹|›', true],
    ['typed', 'define ‹|›', true],
    ['typed', 'deny endorse ‹|›', true],
    ['typed', 'allow group ‹|›', false],
    ['typed', 'allow group Ops to use vnics in ‹|›', false],
    ['typed', 'policy ‹|›', false],
    ['shown', 'allow group Ops to use ‹|›', true],
    ['shown', 'allow group Ops to use vnics in tenancy ‹|›', true],
    ['shown', 'allow group Ops to use vnics in tenancy where ‹|›', true],
    ['shown', 'allow group Ops to use vnics in tenancy where all {‹|›}', false],
    ['shown', 'allow group Ops to use vnics in tenancy where request.region = ‹|›', false],
    ['shown', 'allow group Ops to use vnics in tenancy\n‹|›', false],
    ['wanted', 'allow group Ops to use vnics in tenancy where request.region = ‹|›', true],
    ['wanted', 'policy ‹|›', true],
  ])('%s, at %s: %s', (asked, marked, isShown) => {
    expect(skeletonIn(marked, asked) !== undefined).toBe(isShown);
  });

  it('gives all forms of a statement, the one at hand active', () => {
    service.open('file:///forms.ocipolicy', 'endorse group Ops to {');
    const help = service.signatureHelp('file:///forms.ocipolicy', { line: 0, character: 22 });
    expect(help?.signatures.length).toBe(3);
    expect(help?.activeSignature).toBe(1);
  });
});
