import { optionalTexts } from './details.ts';
import type { Call, Operation } from './operation.ts';
import { operationsOn, type Things } from './things.ts';

const networkSources: Things = {
  kind: 'networkSources',
  ocid: 'networksource',
  title: 'NetworkSource',
  atRoot: true,
  limit: ({ settings }) => [settings.limits.networkSources, 'network-source-count'],
  created: ({ body }) => ({
    publicSourceList: [],
    virtualSourceList: [],
    services: ['all'],
    ...listsIn(body),
  }),
  updated: ({ body }) => listsIn(body),
};

function listsIn(body: Call['body']): Record<string, unknown> {
  const lists: Record<string, unknown> = {};
  for (const name of ['publicSourceList', 'services']) {
    const list = optionalTexts(body, name);
    if (list) lists[name] = list;
  }
  if (Array.isArray(body['virtualSourceList'])) lists['virtualSourceList'] = body['virtualSourceList'];
  return lists;
}

export const networkSourceOperations: readonly Operation[] = operationsOn(networkSources, '/networkSources');
