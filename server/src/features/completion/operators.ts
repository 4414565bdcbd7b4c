import { operatorsOf } from '../../access/variables.ts';
import type { Proposal } from './proposal.ts';

/** The operators that fit a variable; those of matching rules are `=` and `!=` only. */
export function operatorProposals(variable: string, isRule: boolean): Proposal[] {
  const sample = /time-of-day$/i.test(variable) ? '00:00:00Z' : '2027-01-01T00:00:00Z';
  return operatorsOf(variable).flatMap((operator): Proposal[] => {
    switch (operator) {
      case 'in':
        return isRule ? [] : [list('in'), list('not in')];
      case 'between': {
        const insert = `between '\${1:${sample}}' and '\${2:${sample}}'`;
        return [{ label: operator, kind: 'operator', insert, snippet: true }];
      }
      case 'before':
      case 'after':
        return [
          { label: operator, kind: 'operator', insert: `${operator} '\${1:${sample}}'`, snippet: true },
        ];
      default:
        return [{ label: operator, kind: 'operator', goesOn: true }];
    }
  });
}

function list(label: string): Proposal {
  return { label, kind: 'operator', insert: `${label} ($0)`, snippet: true, goesOn: true };
}
