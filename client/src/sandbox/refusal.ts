/** The body of every error of the service. */
export interface ErrorBody {
  readonly code: string;
  readonly message: string;
}

/** A request that the service refuses, with the status, the code and the text that it answers. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const invalid = (message: string) => new Refusal(400, 'InvalidParameter', message);

/**
 * What the service says. Those marked "met" are texts of the live service as people have reported them (reference 5.7 and
 * issues of oracle/terraform-provider-oci, oci-landing-zones, oracle-devrel); for the others only the code is known, and the
 * sentence is ours.
 */
export const refusals = {
  // Met.
  notAuthenticated: () =>
    new Refusal(
      401,
      'NotAuthenticated',
      'The required information to complete authentication was not provided or was incorrect.',
    ),
  notFound: () =>
    new Refusal(404, 'NotAuthorizedOrNotFound', 'Authorization failed or requested resource not found.'),
  compartmentUnknown: (path: string) =>
    invalid(`Compartment {${path}} does not exist or is not part of the policy compartment subtree`),
  // Met of groups; of dynamic groups by analogy.
  principalUnknown: (kind: string, name: string) =>
    invalid(
      `The ${kind} ${name} specified in the policy statement does not exist under current compartment hierarchy.`,
    ),
  serviceUnknown: (name: string) => invalid(`Service {${name}} does not exist.`),
  noPermissions: () => invalid('No permissions found'),
  notParsed: (token: string, offset: number) =>
    invalid(`Failed to parse policy due to an issue with token: ${token} at character: ${offset}`),
  valueUnquoted: () =>
    invalid("Invalid right-hand side in condition: empty list of varnames'@'VariableType.of'"),
  denyNotEnabled: () => invalid('Deny statement passed into a Allow compilation'),
  dynamicGroupBelowRoot: () => invalid('Dynamic group can only be created in the tenancy compartment'),
  protectedPolicy: (verb: 'update' | 'delete') =>
    invalid(`Cannot ${verb} policy - Tenant Admin Policy. Only Service Principal can ${verb} this policy`),
  hierarchyFull: (limit: number, usage: number) =>
    new Refusal(
      400,
      'LimitExceeded',
      'You have reached the maximum number of policy statements allowed for this compartment hierarchy ' +
        `(Limit: ${limit}, Current Usage: ${usage}).`,
    ),
  // Met of policies; of other things by analogy.
  alreadyExists: (thing: string, name: string) =>
    new Refusal(409, `${thing}AlreadyExists`, `${spaced(thing)} '${name}' already exists`),

  // Ours.
  invalid,
  limitExceeded: (limit: string) =>
    new Refusal(
      400,
      'LimitExceeded',
      `The following service limits were exceeded: ${limit}. Request a service limit increase from the service limits page in the console.`,
    ),
  tagUnknown: (name: string) =>
    new Refusal(
      400,
      'RelatedResourceNotAuthorizedOrNotFound',
      `The following tag namespaces / keys are not authorized or not found: '${name}'`,
    ),
  missing: (parameter: string) =>
    new Refusal(400, 'MissingParameter', `Missing required parameter: ${parameter}`),
  notParsedBody: () => new Refusal(400, 'CannotParseRequest', 'The request body is not valid JSON.'),
  noSuchOperation: () => new Refusal(404, 'NotFound', 'No operation has this path.'),
  methodNotAllowed: () => new Refusal(405, 'MethodNotAllowed', 'The resource does not support this method.'),
  etagMismatch: () => new Refusal(412, 'NoEtagMatch', 'The etag in if-match is not that of the resource.'),
  tooLarge: () => new Refusal(413, 'PayloadTooLarge', 'The request body is too large.'),
  incorrectState: (message: string) => new Refusal(409, 'IncorrectState', message),
  conflict: (message: string) => new Refusal(409, 'Conflict', message),
  retryTokenInvalid: (why: string) => new Refusal(409, 'InvalidatedRetryToken', why),
  notLoopback: () =>
    new Refusal(421, 'NotLoopback', 'This is a sandbox: it answers only to names of this machine.'),
  failed: () => new Refusal(500, 'InternalServerError', 'Internal Server Error'),
};

/** `TagNamespace`: `Tag namespace`. */
function spaced(thing: string): string {
  return thing.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
