import { commands, EventEmitter, l10n, Uri, workspace, type Disposable } from 'vscode';
import type { Change, PreparedPlan, Snapshot } from '../../tenancy/tenancy.ts';
import { TENANCY_SCHEME } from '../shownOnly.ts';
import type { TenancySession } from './session.ts';

/** Shows texts of a tenancy beside each other. */
export interface Previews extends Disposable {
  /** Opens a diff editor: what the tenancy has of what a plan changes on the left, what it would have on the right. */
  show(prepared: PreparedPlan, session: TenancySession): Promise<void>;
}

export function createPreviews(): Previews {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(TENANCY_SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
  const put = (side: string, name: string, text: string) => {
    const uri = Uri.from({ scheme: TENANCY_SCHEME, path: `/${side}/${name}.ocipolicy` });
    texts.set(uri.toString(), text);
    changed.fire(uri);
    return uri;
  };
  return {
    show: async ({ plan, snapshot }, session) => {
      const { tenancy } = await session.modules();
      const { tenancyName, profile } = plan.place;
      const text = (side: 'before' | 'after') => tenancy.importTenancy(only(snapshot, plan.changes, side));
      const name = tenancyName.replace(/[^\w.-]+/g, '-');
      await commands.executeCommand(
        'vscode.diff',
        put('now', name, text('before')),
        put('then', name, text('after')),
        l10n.t('{0} ({1}): now ↔ after the apply', tenancyName, profile),
        { preview: true },
      );
    },
    dispose: () => {
      provider.dispose();
      changed.dispose();
    },
  };
}

/** A snapshot of what a plan changes and nothing else, before it or after it. */
function only(snapshot: Snapshot, changes: readonly Change[], side: 'before' | 'after'): Snapshot {
  const objects = changes.flatMap((change) => change[side] ?? []);
  const of = <K extends (typeof objects)[number]['kind']>(kind: K) =>
    objects.filter(
      (object): object is Extract<(typeof objects)[number], { readonly kind: K }> => object.kind === kind,
    );
  const keys = of('tag-key');
  // A key is shown in its namespace, so that one is shown too when only a key of it changes.
  const named = new Set([...of('tag-namespace').map(({ id }) => id)]);
  const around = snapshot.tagNamespaces.filter(
    ({ id }) => !named.has(id) && keys.some(({ namespaceId }) => namespaceId === id),
  );
  return {
    ...snapshot,
    unknown: [],
    policies: of('policy'),
    dynamicGroups: of('dynamic-group'),
    domainPrincipals: [],
    tagNamespaces: [...of('tag-namespace'), ...around],
    tagKeys: keys,
  };
}
