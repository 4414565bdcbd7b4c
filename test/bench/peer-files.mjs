import { createDice } from './generate.mjs';
import { STAGES, TEAMS } from './subjects-and-grants.mjs';

// Files of other languages that say about what ours say, one grant a line.

function grants(count) {
  const dice = createDice(1);
  return Array.from({ length: count }, (_, number) => ({
    effect: dice.chance(0.03) ? 'deny' : 'allow',
    group: `${dice.pick(TEAMS)}-${dice.pick(STAGES)}-administrators-${number}`,
    verb: dice.pick(['inspect', 'read', 'use', 'manage']),
    type: dice.pick(['buckets', 'objects', 'vcns', 'instances']),
    compartment: `${dice.pick(STAGES)}:workloads-${dice.below(40)}`,
    condition: `request.region = '${dice.pick(['phx', 'iad', 'fra'])}'`,
  }));
}

/** JSON of `count` lines and two. */
export function jsonFile(count) {
  return `{"statements": [\n${grants(count)
    .map((each) => JSON.stringify(each))
    .join(',\n')}\n]}\n`;
}

/** YAML of `count` lines and one. */
export function yamlFile(count) {
  const line = (each) =>
    `  - { ${Object.entries(each)
      .map(([key, value]) => `${key}: "${value}"`)
      .join(', ')} }`;
  return `statements:\n${grants(count).map(line).join('\n')}\n`;
}

/** So many policies of Cedar, one a line. */
export function cedarPolicies(count) {
  return Array.from({ length: count }, (_, number) => {
    const who = `principal in Group::"g${number}"`;
    return `permit (${who}, action == Action::"GetBucket", resource in Compartment::"c${number % 50}") when { context.region == "phx" };`;
  }).join('\n');
}

/** So many statements of an AWS policy. */
export function iamStatements(count) {
  return Array.from({ length: count }, (_, number) => ({
    ...{
      Sid: `s${number}`,
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: `arn:aws:s3:::bucket${number}/*`,
    },
    Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
  }));
}
