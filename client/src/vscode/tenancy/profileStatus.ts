import { Disposable, l10n, StatusBarAlignment, window } from 'vscode';
import { TENANCY_COMMANDS } from './commands.ts';
import type { TenancySession } from './session.ts';

/** Shows in the status bar, beside policy files, which profile is used; a click chooses another. */
export function showProfile(session: TenancySession): Disposable {
  const item = window.createStatusBarItem('ocipolicy.profile', StatusBarAlignment.Right, 90);
  item.name = l10n.t('OCI Policy: Profile');
  item.command = TENANCY_COMMANDS.selectProfile;
  const update = () => {
    const { profile, configFile } = session.chosen;
    item.text = `$(cloud) ${profile ?? l10n.t('OCI profile')}`;
    item.tooltip = configFile ?? l10n.t('Choose the profile of the tenancy that policies are applied to');
    if (window.activeTextEditor?.document.languageId === 'ocipolicy') item.show();
    else item.hide();
  };
  update();
  return Disposable.from(item, session.onDidChange(update), window.onDidChangeActiveTextEditor(update));
}
