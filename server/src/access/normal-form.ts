import { isOpen, valueOf } from '../language/names.ts';
import type { Condition, Leaf, Location, Principal, Subject } from '../language/tree.ts';

/*
 * Two statements that are written differently may say the same: letter case, order, quotes and superfluous braces mean
 * nothing. A normal form is the same text for both. Source: reference 1.4, 1.5, 4.10.
 */

/** Who. */
export interface SubjectForm {
  /** The keyword in lower case. */
  readonly kind: string;
  /** One text for each principal, sorted and each once; with the kind before it, so that it is a key. Empty for `any-user` and `any-group`. */
  readonly principals: readonly string[];
  readonly key: string;
}

/** Where, as the statement writes it: a path still counts from the compartment of its policy. */
export type LocationForm =
  | { readonly kind: 'tenancy'; readonly key: string }
  | { readonly kind: 'id'; readonly ocid: string; readonly key: string }
  | { readonly kind: 'path'; readonly path: readonly string[]; readonly key: string };

/** When. */
export interface ConditionForm {
  readonly key: string;
  /** Conditions that each hold when this one does, itself among them, by their keys. */
  readonly implied: readonly string[];
}

/** A name or value: letter case counts only where somebody has yet to fill it, for there it tells two placeholders apart. */
export function nameForm(leaf: Leaf): string {
  const value = valueOf(leaf);
  return isOpen(leaf) ? value : value.toLowerCase();
}

export function subjectForm(subject: Subject): SubjectForm {
  const kind = subject.kind.text.toLowerCase();
  if (subject.type === 'AnySubject') return { kind, principals: [], key: kind };
  const names =
    subject.type === 'NamedSubject'
      ? subject.principals.map((principal) => [kind, principalForm(principal)].join(':'))
      : [`${kind}:${nameForm(subject.resourceKind)} ${subject.instance.name.map(nameForm).join('/')}`];
  return subjectOf(kind, names);
}

/** A subject made of principals in normal form. */
export function subjectOf(kind: string, names: readonly string[]): SubjectForm {
  const principals = names.length === 1 ? names : [...new Set(names)].sort();
  return { kind, principals, key: principals.join(', ') };
}

/** `Default/Admins` and `Admins` are one group: without a domain, the default one is meant. Source: reference 1.2. */
function principalForm({ id, name }: Principal): string {
  return id ? `id ${name.map(nameForm).join('/')}` : domainAndName(name);
}

/** A name with its identity domain; the default domain is left out. */
export function domainAndName(name: readonly Leaf[]): string {
  const [domain, ...rest] = name.map(nameForm);
  return rest.length > 0 && domain === 'default' ? rest.join('\n') : [domain, ...rest].join('\n');
}

export function locationForm(location: Location): LocationForm {
  const alias = location.alias ? ` of ${nameForm(location.alias)}` : '';
  if (location.type === 'TenancyLocation') {
    return { kind: 'tenancy', key: `${location.kind.text.toLowerCase()}${alias}` };
  }
  const path = location.path.map(nameForm);
  if (location.id) return { kind: 'id', ocid: path.join(':'), key: `id ${path.join(':')}${alias}` };
  return { kind: 'path', path, key: ['compartment ', path.join(':'), alias].join('') };
}

/** Undefined stays undefined: no condition is the weakest one. */
export function conditionForm(condition: Condition | undefined): ConditionForm | undefined {
  if (!condition) return undefined;
  const form = formOf(condition);
  return { key: form.key, implied: form.all ? [...new Set([form.key, ...form.all])] : [form.key] };
}

interface Form {
  readonly key: string;
  /** The keys of the parts of `all`, of `any`. */
  readonly all?: readonly string[];
  readonly any?: readonly string[];
}

function formOf(condition: Condition): Form {
  switch (condition.type) {
    case 'Combination': {
      const operator = condition.operator.text.toLowerCase() === 'all' ? 'all' : 'any';
      const forms = condition.conditions.map(formOf);
      const keys = [...new Set(forms.flatMap((form) => form[operator] ?? [form.key]))].sort();
      const [only = ''] = keys;
      // `any { all { … } }` is that `all`; in `all { x, x }` too one thing is left.
      if (keys.length === 1) return forms.find(({ key }) => key === only) ?? { key: only };
      return { key: `${operator} {${keys.join(', ')}}`, [operator]: keys };
    }
    case 'Comparison': {
      const negated = condition.negated ? 'not ' : '';
      const operator = `${negated}${condition.operator.text.toLowerCase()}`;
      const values = condition.values.map(valueForm);
      if (operator === 'in' || operator === 'not in') {
        const list = [...new Set(values)].sort();
        const [only = ''] = list;
        const single = operator === 'in' ? '=' : '!=';
        return list.length === 1
          ? { key: `${nameForm(condition.variable)} ${single} ${only}` }
          : { key: `${nameForm(condition.variable)} ${operator} (${list.join(', ')})` };
      }
      return { key: [nameForm(condition.variable), operator, values.join(' and ')].join(' ') };
    }
    case 'Presence':
      return { key: `${condition.negated ? '!' : ''}${nameForm(condition.variable)}` };
    case 'Call':
      return { key: `${nameForm(condition.function)}(${condition.arguments.map(valueForm).join(', ')})` };
  }
}

function valueForm(leaf: Leaf): string {
  if (leaf.kind === 'STRING' || leaf.kind === 'TEXT') return `'${nameForm(leaf)}'`;
  return isOpen(leaf) ? leaf.text : leaf.text.toLowerCase();
}
