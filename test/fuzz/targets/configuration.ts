import fc from 'fast-check';
import { CODES } from '../../../server/src/checks/codes.ts';
import { readProjectFile, readSeverity } from '../../../server/src/checks/read-settings.ts';
import { LEVELS } from '../../../server/src/checks/settings.ts';
import { settingsMessage } from '../../../server/src/checks/words/settings-words.ts';
import { readTenancyNames } from '../../../server/src/features/tenancy-names.ts';
import { parseConfig, valuesOf } from '../../../client/src/tenancy/config-file.ts';
import { TenancyFailure } from '../../../client/src/tenancy/failure.ts';
import { holds, type Target } from '../target.ts';
import { anyJson, spoiled } from '../texts.ts';

const KEYS = [
  'checks',
  'severity',
  'limits',
  '$schema',
  'statementsPerPolicy',
  ...Object.keys(CODES).slice(0, 8),
  ...LEVELS,
];
const PROJECT =
  '{\n  "checks": { "severity": { "unknown-verb": "off", "smart-quote": "warning" } },\n  "limits": { "statementsPerPolicy": 50 }\n}\n';
/** What must never be told of a configuration file. */
const SECRET = 'hunter2';
const CONFIG = `# profiles\n[DEFAULT]\nuser=ocid1.user.oc1..a\nfingerprint=aa:bb\ntenancy=ocid1.tenancy.oc1..a\nregion=us-ashburn-1\nkey_file=~/.oci/key.pem\npass_phrase=${SECRET}\n\n[SESSION]\nsecurity_token_file = /tmp/token\n`;

const names = anyJson([
  'groups',
  'dynamicGroups',
  'compartments',
  'tagNamespaces',
  'name',
  'path',
  'domains',
  'tags',
  'values',
]);

/** Readers of settings: project files and an editor's settings never throw; a configuration file is refused without being quoted. */
export const configuration: Target<{ project: string; settings: unknown; config: string; tenancy: unknown }> =
  {
    name: 'configuration',
    values: fc.record({
      project: fc.oneof(
        spoiled(fc.constant(PROJECT)),
        anyJson(KEYS).map((value) => JSON.stringify(value)),
      ),
      settings: anyJson(KEYS),
      config: spoiled(fc.constant(CONFIG)),
      tenancy: names,
    }),
    check: ({ project, settings, config, tenancy }) => {
      for (const { problems, settings: read } of [readProjectFile(project), readSeverity(settings)]) {
        for (const locale of ['en', 'ja', 'pt-br'] as const)
          if (problems.length > 0)
            holds('a problem has words', settingsMessage('f', problems, locale) !== '');
        holds(
          'levels are levels',
          Object.values(read.severity).every((level) => level !== undefined && LEVELS.includes(level)),
        );
        holds(
          'limits are counts',
          Object.values(read.limits).every((limit) => Number.isSafeInteger(limit) && limit > 0),
        );
      }
      try {
        const sections = parseConfig(config, 'config');
        for (const name of sections.keys()) valuesOf(sections, name);
      } catch (error) {
        if (!(error instanceof TenancyFailure)) throw error;
        holds('a failure holds no secret', !JSON.stringify([error.message, error]).includes(SECRET));
      }
      readTenancyNames(tenancy);
    },
  };
