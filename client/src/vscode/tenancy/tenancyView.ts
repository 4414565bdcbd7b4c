import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  window,
} from 'vscode';
import type { PreparedPlan, Snapshot } from '../../tenancy/tenancy.ts';
import { reading } from './applyPlan.ts';
import type { TenancySession } from './session.ts';
import { allFiles } from './sourceFiles.ts';

export const REFRESH_VIEW = 'ocipolicy.refreshTenancy';

/** A line of the view. */
interface Node {
  readonly label: string;
  readonly icon: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly children?: readonly Node[];
}

/** The tenancy as a tree: compartments with their policies and statements, groups, dynamic groups, tags. */
export function registerTenancyView(
  session: TenancySession,
): Disposable & { readonly seen: (prepared: PreparedPlan) => void } {
  const changed = new EventEmitter<undefined>();
  let roots: readonly Node[] = [];
  const view = window.createTreeView<Node>('ocipolicy.tenancy', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => [...(node ? (node.children ?? []) : roots)],
      getTreeItem: ({ label, icon, description, tooltip, children }) => {
        const { Collapsed, None } = TreeItemCollapsibleState;
        const item = new TreeItem(label, children && children.length > 0 ? Collapsed : None);
        item.iconPath = new ThemeIcon(icon);
        if (description !== undefined) item.description = description;
        item.tooltip = tooltip ?? label;
        return item;
      },
    },
    showCollapseAll: true,
  });
  const show = (
    snapshot: Snapshot,
    pathOf: (id: string) => string | undefined,
    plan?: PreparedPlan['plan'],
  ) => {
    const { tenancyName, profile, isSandbox } = snapshot.place;
    view.description = isSandbox ? l10n.t('{0}, sandbox', tenancyName) : `${tenancyName}, ${profile}`;
    roots = nodesOf(snapshot, pathOf, plan);
    changed.fire(undefined);
  };
  const seen = ({ snapshot, plan }: PreparedPlan) => {
    void session.modules().then(({ tenancy }) => show(snapshot, (id) => tenancy.pathOf(snapshot, id), plan));
  };
  const refresh = () =>
    session.withProgress(l10n.t('Reading the tenancy'), async (asked) => {
      const modules = await session.modules();
      const tenancy = await session.open(asked.signal);
      const files = await allFiles(modules);
      seen(await modules.tenancy.preparePlan(tenancy, files, reading(asked)));
    });
  return Object.assign(
    Disposable.from(
      view,
      changed,
      commands.registerCommand(REFRESH_VIEW, refresh),
      session.onDidChange(() => {
        roots = [];
        view.description = '';
        changed.fire(undefined);
      }),
    ),
    { seen },
  );
}

/** What a plan says of an object: whether the files have it, and as it is. */
function statesOf(plan: PreparedPlan['plan'] | undefined) {
  const states = new Map<string, string>();
  for (const { kind, name } of plan?.unchanged ?? [])
    states.set(`${kind} ${name}`, l10n.t('as in the files'));
  for (const { kind, name, action } of plan?.changes ?? []) {
    const isDrift = action === 'update' || action === 'replace';
    states.set(`${kind} ${name}`, isDrift ? l10n.t('differs from the files') : l10n.t('only in the files'));
  }
  return (kind: string, name: string) =>
    plan ? (states.get(`${kind} ${name}`) ?? l10n.t('only there')) : '';
}

function nodesOf(
  snapshot: Snapshot,
  pathOf: (id: string) => string | undefined,
  plan: PreparedPlan['plan'] | undefined,
): Node[] {
  const stateOf = statesOf(plan);
  const ofDomains = (kind: string) => snapshot.domainPrincipals.filter((each) => each.kind === kind);
  const compartments = snapshot.compartments.map(({ id, name }, index): Node => {
    const policies = snapshot.policies
      .filter(({ compartmentId }) => compartmentId === id)
      .map((policy): Node => {
        return {
          label: policy.name,
          icon: 'law',
          description: [
            l10n.t('{0} statements', policy.statements.length),
            stateOf('policy', policy.name),
          ].join(' · '),
          tooltip: policy.description,
          children: policy.statements.map((text) => ({ label: text, icon: 'dash' })),
        };
      });
    const isHidden = snapshot.unknown.some(({ part, of }) => part === 'policies' && of === id);
    const description = isHidden
      ? l10n.t('may not be read')
      : policies.length > 0
        ? `${policies.length}`
        : '';
    const label = index === 0 ? name : (pathOf(id) ?? name);
    return { label, icon: index === 0 ? 'home' : 'folder', description, children: policies };
  });
  const created = (plan?.changes ?? [])
    .filter(({ action }) => action === 'create')
    .map(({ kind, name, compartment }) => ({
      label: name,
      icon: 'add',
      description: `${kind} · ${compartment}`,
    }));
  const group = (label: string, icon: string, children: readonly Node[]): Node[] =>
    children.length === 0 ? [] : [{ label, icon, description: String(children.length), children }];
  return [
    ...compartments,
    ...group(
      l10n.t('Groups'),
      'organization',
      [
        ...snapshot.groups.map(({ name }) => name),
        ...ofDomains('group').map(({ domain, name }) => `${domain}/${name}`),
      ].map((label) => ({ label, icon: 'organization' })),
    ),
    ...group(
      l10n.t('Dynamic groups'),
      'server-process',
      [
        ...snapshot.dynamicGroups.map(({ name, matchingRule }) => ({ name, matchingRule })),
        ...ofDomains('dynamic-group').map(({ domain, name, matchingRule = '' }) => ({
          ...{ name: `${domain}/${name}`, matchingRule },
        })),
      ].map(({ name, matchingRule }) => ({
        ...{ label: name, icon: 'server-process', description: stateOf('dynamic-group', name) },
        children: [{ label: matchingRule, icon: 'filter' }],
      })),
    ),
    ...group(
      l10n.t('Tag namespaces'),
      'tag',
      snapshot.tagNamespaces.map(({ id, name }) => ({
        ...{ label: name, icon: 'tag', description: stateOf('tag-namespace', name) },
        children: snapshot.tagKeys
          .filter(({ namespaceId }) => namespaceId === id)
          .map((key) => ({ label: key.name, icon: 'key' })),
      })),
    ),
    ...group(l10n.t('Only in the files'), 'files', created),
  ];
}
