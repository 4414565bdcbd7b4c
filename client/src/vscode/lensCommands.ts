import { commands, Disposable, l10n, Location, Position, Range, Uri, window } from 'vscode';
import {
  PERMISSIONS,
  SHOW_PERMISSIONS,
  SHOW_REFERENCES,
  type PermissionGranted,
} from '../../../server/src/features/code-lens.ts';
import type { PolicyServer } from './policyServer.ts';

/** Places as the server tells them. */
type ToldLocation = PermissionGranted['statements'][number];
type ToldPosition = ToldLocation['range']['start'];

/** Registers what a click on a code lens does; it lasts until what is returned is disposed. */
export function registerLensCommands(server: PolicyServer): Disposable {
  return Disposable.from(
    commands.registerCommand(
      SHOW_REFERENCES,
      (uri: string, position: ToldPosition, locations: readonly ToldLocation[]) =>
        showReferences(uri, position, locations),
    ),
    commands.registerCommand(SHOW_PERMISSIONS, async (uri: string, position: ToldPosition) => {
      const granted = await server.request<PermissionGranted[]>(PERMISSIONS, {
        ...{ textDocument: { uri }, position },
      });
      await pick(granted ?? [], (statements) => showReferences(uri, position, statements));
    }),
  );
}

/** Lists permissions, each with the number of statements that grant it; the one that is chosen shows these. */
async function pick(
  granted: readonly PermissionGranted[],
  show: (statements: readonly ToldLocation[]) => Thenable<unknown>,
): Promise<void> {
  const picked = await window.showQuickPick(
    granted.map(({ permission, statements }) => ({
      label: permission,
      description: l10n.t('statements: {0}', statements.length),
      statements,
    })),
    { title: l10n.t('Permissions Granted'), placeHolder: l10n.t('Which statements grant it?') },
  );
  if (picked) await show(picked.statements);
}

function showReferences(
  uri: string,
  position: ToldPosition,
  locations: readonly ToldLocation[],
): Thenable<unknown> {
  return commands.executeCommand(
    'editor.action.showReferences',
    Uri.parse(uri),
    placeOf(position),
    locations.map(
      ({ uri: where, range: { start, end } }) =>
        new Location(Uri.parse(where), new Range(placeOf(start), placeOf(end))),
    ),
  );
}

const placeOf = ({ line, character }: ToldPosition) => new Position(line, character);
