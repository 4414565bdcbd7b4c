import type { CompartmentRef, GroupRef, Principal, Request } from './request.ts';

/** A request in the words of `test` blocks, behind `as`: what is read from it again asks the same. */
export function requestText(
  { principal, action, target, tenancy, facts, time }: Request,
  verb: 'can' | 'cannot' = 'can',
): string {
  const carried = [...facts].flatMap(([variable, fact]) => {
    if ('as' in fact) return [`${variable} = ${fact.as}`];
    return (fact.values.length === 0 ? [''] : fact.values).map((value) => `${variable} = ${quoted(value)}`);
  });
  if (time !== undefined) carried.push(`request.utc-timestamp = '${new Date(time).toISOString()}'`);
  const where = carried.length === 0 ? '' : ` where ${carried.join(', ')}`;
  return `${principalText(principal)} ${verb} ${action}${placeText(target, tenancy)}${where}`;
}

/** Who, as behind `as`. */
export function principalText(principal: Principal): string {
  const { tenancy } = principal;
  return tenancy === undefined ? ownText(principal) : `${ownText(principal)} of tenancy ${word(tenancy)}`;
}

function ownText(principal: Principal): string {
  const isForeign = principal.tenancy !== undefined;
  const groupText = (group: GroupRef) => nameText(group, isForeign);
  switch (principal.kind) {
    case 'service':
      return `service ${word(principal.name)}`;
    case 'user': {
      const groups = principal.groups.map(groupText).join(', ');
      const name = principal.ocid ?? principal.name;
      if (name === undefined && principal.groups.length === 1) return `group ${groups}`;
      return `user ${word(name ?? 'somebody')}${groups === '' ? '' : ` in group ${groups}`}`;
    }
    case 'resource': {
      const [group] = principal.memberOf ?? [];
      if (group) return `dynamic-group ${groupText(group)}`;
      const { ocid, compartment } = principal;
      const place = compartment?.ocid ?? compartment?.path?.join(':');
      const attributes = [
        ...(ocid === undefined ? [] : [`id = ${quoted(ocid)}`]),
        ...(place === undefined ? [] : [`compartment = ${quoted(place)}`]),
        ...[...(principal.tags ?? [])].map(([key, value]) => `tag.${key} = ${quoted(value)}`),
      ];
      return `resource ${word(principal.type ?? 'any')}${attributes.length === 0 ? '' : ` { ${attributes.join(', ')} }`}`;
    }
  }
}

/** A group's name; its OCID where it has no name of its own, and in another tenancy, where names say nothing. */
function nameText(group: GroupRef, isForeign: boolean): string {
  if (isForeign && group.ocid !== undefined) return word(group.ocid);
  if (group.name === undefined || group.name.startsWith(INVENTED)) return word(group.ocid ?? '');
  const { domain, name } = group;
  return domain === undefined ? word(name) : `${word(domain)}/${word(name)}`;
}

/** How the name of a group begins that only has an OCID. */
export const INVENTED = 'name-of-';

/** ` in compartment A:B`; empty where no place is told. */
export function targetText({ path, ocid }: CompartmentRef): string {
  if (path) return path.length === 0 ? ' in tenancy' : ` in compartment ${path.map(word).join(':')}`;
  return ocid === undefined ? '' : ` in compartment id ${ocid}`;
}

/** The same for a place in another tenancy. */
function placeText(target: CompartmentRef, tenancy: string | undefined): string {
  if (tenancy === undefined) return targetText(target);
  const place = targetText(target);
  return target.path && target.path.length > 0
    ? `${place} of tenancy ${word(tenancy)}`
    : ` in tenancy ${word(tenancy)}`;
}

function word(text: string): string {
  return /^[a-z0-9][\w.-]*$/i.test(text) ? text : quoted(text);
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
