// schemas/ocipolicy.schema.json from the checks: what a project file may hold, each code with what it says.
import { format, resolveConfig } from 'prettier';

/** The schema of ocipolicy.json, as text. `chapters`: what `manual()` of server/src/checks/manual.ts gives. */
export async function schema(chapters, { limits, levels }) {
  const codes = chapters.flatMap((chapter) => chapter.entries);
  const text = JSON.stringify({
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'How a project wants its OCI policies to be checked',
    description: 'ocipolicy.json holds for the policy files of its folder and of the folders in it.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'The address of this schema, for editors.' },
      checks: {
        type: 'object',
        additionalProperties: false,
        properties: {
          severity: {
            description:
              'How findings are reported, by their code. A code that is not named keeps its own severity.',
            type: 'object',
            additionalProperties: false,
            properties: Object.fromEntries(
              codes.map(({ code, severity, messages }) => [
                code,
                { $ref: '#/definitions/level', description: messages[0] ?? code, default: severity },
              ]),
            ),
          },
        },
      },
      limits: {
        description: 'Limits that Oracle has raised for the tenancy.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          Object.entries(limits).map(([name, usual]) => [
            name,
            { type: 'integer', minimum: 1, default: usual, description: LIMITS[name] },
          ]),
        ),
      },
    },
    definitions: { level: { type: 'string', enum: levels } },
  });
  return format(text, { ...(await resolveConfig(import.meta.filename)), parser: 'json' });
}

const LIMITS = {
  statementsPerPolicy: 'How many statements one policy may hold.',
  statementsPerHierarchy:
    'How many statements the policies from the root down to one compartment may hold together.',
  policies: 'How many policies the tenancy may have.',
};
