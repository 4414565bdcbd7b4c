import { tagChecks } from '../../../server/src/checks/tags.ts';
import { testChecks } from './table.ts';

const when = (grant: string, condition: string) =>
  `allow group Ops to ${grant} in tenancy where ${condition}`;
const tag = 'target.resource.tag.ops.env';

testChecks(tagChecks, {
  'tag-variable-malformed': {
    faults: [
      {
        text: when('use instances', "‹target.resource.tag.ops› = 'x'"),
        variant: 'missing',
        fixed: when('use instances', "target.resource.tag.ops.<tag-key> = 'x'"),
      },
      {
        text: when('use instances', "‹request.principal.group.tag› = 'x'"),
        variant: 'missing',
        fixed: when('use instances', "request.principal.group.tag.<tag-namespace>.<tag-key> = 'x'"),
      },
      {
        text: when(
          'use instances',
          "all { request.region = 'iad', ‹target.resource.tag.ops.env.value› = 'x' }",
        ),
        variant: 'value',
        fixed: when('use instances', "all { request.region = 'iad', target.resource.tag.ops.env = 'x' }"),
      },
      { text: when('use instances', "‹target.resource.tag.ops.env.more› = 'x'") },
      { text: when('use instances', "‹target.resource.tag.ops.env%› = 'x'"), variant: 'character' },
      {
        text: when('read secret-bundles', 'target.secret.id = ‹request.principal.group.tag.labs›'),
        variant: 'missing',
        fixed: when('read secret-bundles', 'target.secret.id = request.principal.group.tag.labs.<tag-key>'),
      },
    ],
    silent: [
      when('use instances', "target.resource.tag.ops.env = 'x'"),
      when('use instances', "target.resource.tag.ops_1.env@home-2 = 'x'"),
      when('use instances', "target.resource.tag.<ns>.<key> = 'x'"),
      when('use instances', "target.resource.tag.${var.tag} = 'x'"),
      when('use instances', "target.resource.freeform-tag.env = 'x'"),
      "dynamic-group D matching tag.ops.env.value = 'x'",
    ],
  },
  'freeform-tag': {
    faults: [
      {
        text: when('use instances', "‹target.resource.freeform-tag.env› = 'x'"),
        fixed: when('use instances', "target.resource.tag.<tag-namespace>.env = 'x'"),
      },
      {
        text: when(
          'use instances',
          "any { ‹target.resource.freeformTags.env› = 'x', request.region = 'iad' }",
        ),
        fixed: when(
          'use instances',
          "any { target.resource.tag.<tag-namespace>.env = 'x', request.region = 'iad' }",
        ),
      },
      {
        text: when('use instances', "‹request.principal.group.freeform-tags.env› = 'x'"),
        fixed: when('use instances', "request.principal.group.tag.<tag-namespace>.env = 'x'"),
      },
    ],
    silent: [
      when('use instances', "target.resource.tag.freeform.tag = 'x'"),
      when('use instances', "target.resource.freeform-tag.<key> = 'x'"),
      when('read buckets', "target.bucket.name = 'freeform-tag'"),
    ],
  },
  'tag-blocks-create-list': {
    faults: [
      {
        text: when('use instances', `‹${tag}› = 'prod'`),
        fixed: when('use instances', `any { request.permission = 'INSTANCE_INSPECT', ${tag} = 'prod' }`),
      },
      {
        text: when('read repos', `all { request.region = 'iad', ‹${tag}› = 'prod' }`),
        fixed: when(
          'read repos',
          `all { request.region = 'iad', any { request.permission = 'REPOSITORY_INSPECT', ${tag} = 'prod' } }`,
        ),
      },
      { text: when('manage instances', `‹${tag}› = 'prod'`), variant: 'both' },
      { text: when('manage all-resources', `‹${tag}› = 'prod'`), variant: 'both' },
      { text: when('{INSTANCE_CREATE, INSTANCE_UPDATE}', `‹${tag}› = 'prod'`), variant: 'create' },
      {
        text: when('manage instances', `all { ‹${tag}› = 'prod', request.permission != 'INSTANCE_CREATE' }`),
        fixed: when(
          'manage instances',
          `all { any { request.permission = 'INSTANCE_INSPECT', ${tag} = 'prod' }, request.permission != 'INSTANCE_CREATE' }`,
        ),
      },
      { text: when('use instances', `any { ‹${tag}› = 'prod', ${tag} = 'test' }`) },
      {
        text: when('use instances', "‹target.resource.tag.<ns>.${var.key}› = 'x'"),
        fixed: when(
          'use instances',
          "any { request.permission = 'INSTANCE_INSPECT', target.resource.tag.<ns>.${var.key} = 'x' }",
        ),
      },
    ],
    silent: [
      when('manage instances', "target.resource.compartment.tag.ops.env = 'prod'"),
      when('manage instances', `any { ${tag} = 'prod', request.permission = 'INSTANCE_CREATE' }`),
      when('{INSTANCE_UPDATE, INSTANCE_READ}', `${tag} = 'prod'`),
      when('manage instances', `all { ${tag} = 'prod', request.permission = 'INSTANCE_DELETE' }`),
      when('manage instances', `all { ${tag} = 'prod', request.operation = 'UpdateInstance' }`),
      when('manage instances', `!${tag}`),
      when('manage data-science-work-requests', `${tag} = 'prod'`),
      `deny group Ops to manage instances in tenancy where ${tag} = 'prod'`,
      when('read objects', `${tag} = 'prod'`),
      when('manage instances', "target.resource.tag.ops = 'prod'"),
    ],
  },
  'tag-unsupported-permission': {
    faults: [
      { text: when('{‹INSTANCE_POWER_ACTIONS›, INSTANCE_READ}', `${tag} = 'prod'`) },
      { text: when('use ‹instances›', `${tag} = 'prod'`), variant: 'part' },
      { text: when('manage ‹instance-pools›', `${tag} = 'prod'`), variant: 'type' },
      {
        text: when('read ‹objects›', `all { request.region = 'iad', ${tag} = 'prod' }`),
        variant: 'objects',
        fixed: when('read objects', "all { request.region = 'iad', target.bucket.tag.ops.env = 'prod' }"),
      },
    ],
    silent: [
      when('{INSTANCE_READ}', `${tag} = 'prod'`),
      when('read instances', `${tag} = 'prod'`),
      when('use instances', "target.resource.compartment.tag.ops.env = 'prod'"),
      when('use instances', `any { ${tag} = 'prod', request.permission = 'INSTANCE_POWER_ACTIONS' }`),
      when('use instances', `all { ${tag} = 'prod', request.permission = 'INSTANCE_UPDATE' }`),
      when('read objects', "target.bucket.tag.ops.env = 'prod'"),
    ],
  },
});
