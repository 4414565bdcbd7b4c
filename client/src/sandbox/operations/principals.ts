import { checkRule } from '../matching-rule.ts';
import { refusals } from '../refusal.ts';
import { newEtag, newOcid, type Stored } from '../state.ts';
import { isCompartment, operationsOn, requiredQuery, type Things } from './things.ts';
import { optionalText, text } from './details.ts';
import { listed } from './list.ts';
import { shown, type Call, type Operation } from './operation.ts';

const groups: Things = {
  kind: 'groups',
  ocid: 'group',
  title: 'Group',
  atRoot: true,
  // Groups and dynamic groups of a domain share their names. Source: reference 2.3.
  peers: (_, { resources }) => [...resources.groups, ...resources.dynamicGroups],
  limit: ({ settings }) => [settings.limits.groups, 'group-count'],
  created: () => ({}),
  updated: () => ({}),
  deleting: ({ state }, group) => {
    if (state.resources.userGroupMemberships.some((each) => each['groupId'] === group.id))
      throw refusals.conflict('The group has members');
  },
};

const dynamicGroups: Things = {
  kind: 'dynamicGroups',
  ocid: 'dynamicgroup',
  title: 'DynamicGroup',
  peers: (_, { resources }) => [...resources.groups, ...resources.dynamicGroups],
  limit: ({ settings }) => [settings.limits.dynamicGroups, 'dynamic-group-count'],
  created: ({ body, state, settings }, compartmentId) => {
    if (compartmentId !== state.tenancy.id) throw refusals.dynamicGroupBelowRoot();
    return { matchingRule: checkRule(text(body, 'matchingRule'), settings.limits.matchingRule) };
  },
  updated: ({ body, settings }) => {
    const rule = optionalText(body, 'matchingRule');
    return rule === undefined ? {} : { matchingRule: checkRule(rule, settings.limits.matchingRule) };
  },
};

const users: Things = {
  kind: 'users',
  ocid: 'user',
  title: 'User',
  atRoot: true,
  names: /^[\p{L}\p{N}._+@-]{1,100}$/u,
  created: ({ body }) => emailIn(body),
  updated: ({ body }) => emailIn(body),
  deleting: ({ state }, user) => {
    if (user.id === state.userId) throw refusals.conflict('The user signs the requests to this sandbox');
    if (state.resources.userGroupMemberships.some((each) => each['userId'] === user.id))
      throw refusals.conflict('The user is a member of groups');
  },
  view: (user) => ({ isMfaActivated: false, ...user }),
};

function emailIn(body: Call['body']): object & Record<string, unknown> {
  const email = optionalText(body, 'email');
  return email === undefined ? {} : { email };
}

/** A membership has no name and no update, and is listed by user or group. */
const memberships: readonly Operation[] = [
  {
    method: 'POST',
    path: '/userGroupMemberships',
    creates: 'userGroupMemberships',
    run: ({ state, body, now }) => {
      const { resources, tenancy } = state;
      const [groupId, userId] = [text(body, 'groupId'), text(body, 'userId')];
      const isKnown =
        resources.groups.some(({ id }) => id === groupId) && resources.users.some(({ id }) => id === userId);
      if (!isKnown) throw refusals.notFound();
      if (
        resources.userGroupMemberships.some(
          (each) => each['groupId'] === groupId && each['userId'] === userId,
        )
      )
        throw refusals.alreadyExists('Membership', userId);
      const membership: Stored = {
        id: newOcid('groupmembership'),
        etag: newEtag(),
        compartmentId: tenancy.id,
        name: '',
        description: '',
        timeCreated: now.toISOString(),
        lifecycleState: 'ACTIVE',
        ...{ groupId, userId },
      };
      resources.userGroupMemberships.push(membership);
      return shown(membership, membershipView(membership));
    },
  },
  {
    method: 'GET',
    path: '/userGroupMemberships',
    run: (call) => {
      const { query, state, lag } = call;
      const compartmentId = requiredQuery(call, 'compartmentId');
      if (!isCompartment(state, compartmentId)) throw refusals.notFound();
      const [groupId, userId] = [query.get('groupId'), query.get('userId')];
      if (groupId === null && userId === null) throw refusals.missing('userId or groupId');
      const found = lag
        .shown('userGroupMemberships', state)
        .filter(
          (each) =>
            (groupId === null || each['groupId'] === groupId) &&
            (userId === null || each['userId'] === userId),
        );
      return listed(found, call, membershipView);
    },
  },
  ...operationsOn(
    {
      kind: 'userGroupMemberships',
      ocid: '',
      title: '',
      created: () => ({}),
      updated: () => ({}),
      view: membershipView,
    },
    '/userGroupMemberships',
  ).filter(({ method, path }) => path.endsWith('}') && method !== 'PUT'),
];

function membershipView({ id, compartmentId, timeCreated, lifecycleState, ...more }: Stored): object {
  return { id, compartmentId, timeCreated, lifecycleState, groupId: more['groupId'], userId: more['userId'] };
}

/** Who may act: users, groups, their memberships, dynamic groups. */
export const principalOperations: readonly Operation[] = [
  ...operationsOn(users, '/users'),
  ...operationsOn(groups, '/groups'),
  ...operationsOn(dynamicGroups, '/dynamicGroups'),
  ...memberships,
];
