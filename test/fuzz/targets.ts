import type { AnyTarget } from './target.ts';
import { access } from './targets/access.ts';
import { configuration } from './targets/configuration.ts';
import { convert } from './targets/convert.ts';
import { fixes } from './targets/fixes.ts';
import { formatter } from './targets/formatter.ts';
import { hosts } from './targets/hosts.ts';
import { parser } from './targets/parser.ts';
import { protocol } from './targets/protocol.ts';
import { rules } from './targets/rules.ts';
import { sandbox } from './targets/sandbox.ts';

/** Everything that is given random input. */
export const TARGETS: readonly AnyTarget[] = [
  ...[parser, formatter, fixes, rules, configuration],
  ...[convert, hosts, access, sandbox, protocol],
];
