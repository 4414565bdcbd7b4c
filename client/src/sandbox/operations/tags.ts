import { refusals } from '../refusal.ts';
import { newEtag, newOcid, type State, type Stored } from '../state.ts';
import { descriptionIn, isSame, nameIn, optionalFlag, tagsIn } from './details.ts';
import { listed } from './list.ts';
import { shown, type Answer, type Call, type Operation } from './operation.ts';
import { childrenOf } from './compartments.ts';
import {
  checkEtag,
  find,
  isCompartment,
  operationsOn,
  remove,
  replace,
  requiredQuery,
  withoutEtag,
  type Things,
} from './things.ts';

/** Any ASCII but a blank and a period. Source: reference 1.6. */
const NAMES = /^[!-\-/-~]{1,100}$/;

const namespaces: Things = {
  kind: 'tagNamespaces',
  ocid: 'tagnamespace',
  title: 'TagNamespace',
  names: NAMES,
  created: () => ({ isRetired: false }),
  updated: ({ body }) => retirementIn(body),
  deleting: ({ state }, namespace) => {
    if (!namespace['isRetired']) throw refusals.incorrectState('The tag namespace must be retired first');
    if (tagsOf(state, namespace).length > 0)
      throw refusals.incorrectState('The tag namespace has tag keys: delete them first');
  },
};

function retirementIn(body: Call['body']): Readonly<Record<string, unknown>> {
  const isRetired = optionalFlag(body, 'isRetired');
  if (isRetired === undefined) return {};
  return { isRetired, lifecycleState: isRetired ? 'INACTIVE' : 'ACTIVE' };
}

function listNamespaces(call: Call): Answer {
  const { state, query, lag } = call;
  const id = requiredQuery(call, 'compartmentId');
  if (!isCompartment(state, id)) throw refusals.notFound();
  const within = new Set([id, ...(query.get('includeSubcompartments') === 'true' ? below(state, id) : [])]);
  const found = lag.shown('tagNamespaces', state).filter((each) => within.has(each.compartmentId));
  return listed(found, call, withoutEtag);
}

function below(state: State, id: string): string[] {
  return childrenOf(state, id).flatMap((child) => [child.id, ...below(state, child.id)]);
}

const KEYS = '/tagNamespaces/{id}/tags';
const KEY = `${KEYS}/{tag}`;

/** The keys of a namespace are found by their names, without regard to letter case. */
const keys: readonly Operation[] = [
  {
    method: 'GET',
    path: KEYS,
    run: (call) => {
      const namespace = find('tagNamespaces', call);
      const tags = call.lag
        .shown('tags', call.state)
        .filter((each) => each['tagNamespaceId'] === namespace.id);
      // A list is without the values that a key takes. Source: API, TagSummary.
      return listed(tags, call, (tag) => withoutEtag({ ...tag, validator: undefined }));
    },
  },
  {
    method: 'POST',
    path: KEYS,
    creates: 'tags',
    run: (call) => {
      const { state, body, now } = call;
      const namespace = find('tagNamespaces', call);
      const name = nameIn(body, NAMES);
      const description = descriptionIn(body);
      if (namespace['isRetired']) throw refusals.incorrectState('The tag namespace is retired');
      if (tagsOf(state, namespace).some((each) => isSame(each.name, name)))
        throw refusals.alreadyExists('TagDefinition', name);
      const tag: Stored = {
        id: newOcid('tagdefinition'),
        etag: newEtag(),
        compartmentId: namespace.compartmentId,
        tagNamespaceId: namespace.id,
        tagNamespaceName: namespace.name,
        name,
        description,
        timeCreated: now.toISOString(),
        lifecycleState: 'ACTIVE',
        isRetired: false,
        isCostTracking: false,
        freeformTags: {},
        definedTags: {},
        ...tagsIn(body, state),
        ...keyDetailsIn(body),
      };
      state.resources.tags.push(tag);
      return shown(tag, withoutEtag(tag));
    },
  },
  {
    method: 'GET',
    path: KEY,
    run: (call) => {
      const tag = findTag(call);
      return shown(tag, withoutEtag(tag));
    },
  },
  {
    method: 'PUT',
    path: KEY,
    run: (call) => {
      const { state, body } = call;
      const tag = findTag(call);
      checkEtag(tag, call);
      const description = body['description'] === undefined ? {} : { description: descriptionIn(body) };
      const changes = {
        ...description,
        ...tagsIn(body, state),
        ...retirementIn(body),
        ...keyDetailsIn(body),
      };
      const changed = replace(state, 'tags', tag, changes);
      return shown(changed, withoutEtag(changed));
    },
  },
  {
    method: 'DELETE',
    path: KEY,
    run: (call) => {
      const tag = findTag(call);
      checkEtag(tag, call);
      if (!tag['isRetired']) throw refusals.incorrectState('The tag key must be retired first');
      remove(call.state, 'tags', tag.id);
      return { status: 204 };
    },
  },
];

function findTag(call: Call): Stored {
  const namespace = find('tagNamespaces', call);
  const tag = tagsOf(call.state, namespace).find((each) => isSame(each.name, call.params['tag'] ?? ''));
  if (!tag) throw refusals.notFound();
  return tag;
}

function tagsOf({ resources }: State, namespace: Stored): readonly Stored[] {
  return resources.tags.filter((each) => each['tagNamespaceId'] === namespace.id);
}

function keyDetailsIn(body: Call['body']): Readonly<Record<string, unknown>> {
  const isCostTracking = optionalFlag(body, 'isCostTracking');
  const validator = body['validator'];
  return {
    ...(isCostTracking === undefined ? {} : { isCostTracking }),
    ...(validator === undefined || validator === null ? {} : { validator }),
  };
}

/** Tag namespaces and their keys. */
export const tagOperations: readonly Operation[] = [
  ...operationsOn(namespaces, '/tagNamespaces').filter(
    ({ method, path }) => method !== 'GET' || path.endsWith('}'),
  ),
  { method: 'GET', path: '/tagNamespaces', run: listNamespaces },
  ...keys,
];
