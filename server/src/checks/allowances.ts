import { grantorOf, type Grantor } from '../access/statement.ts';
import type { CheckContext, Visitors } from './check.ts';

/** Calls `visit` with each statement that allows or forbids something. */
export function grantors(visit: (statement: Grantor, context: CheckContext) => void): Visitors {
  const see = (_node: unknown, context: CheckContext) => {
    const statement = grantorOf(context.tree);
    if (statement) visit(statement, context);
  };
  return { Grant: see, Endorse: see, Admit: see };
}

/** Calls `visit` with each statement that allows something: the verbs of `deny` work upwards. */
export function allowances(visit: (statement: Grantor, context: CheckContext) => void): Visitors {
  return grantors((statement, context) => {
    if (!statement.denies) visit(statement, context);
  });
}
