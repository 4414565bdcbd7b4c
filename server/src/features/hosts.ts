import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction } from 'vscode-languageserver-types';
import { DEFAULT_SETTINGS, type Settings } from '../checks/settings.ts';
import { hostOf, HOSTS, type HostName } from '../hosts/hosts.ts';
import { positionIn, itemAt, type PolicyDocument, type Position } from '../language/document.ts';
import { FIX_ALL } from './code-actions.ts';
import { title } from './fix-titles.ts';
import { formattedText } from './format.ts';
import { hostAction, hostCompletion, hostRange, partOffset, type OpenPart } from './hosts/answers.ts';
import { composed, type Composed } from './hosts/composed.ts';
import { ignoredIn } from './hosts/ignored.ts';
import {
  formatAction,
  hostDefinitions,
  hostLenses,
  hostPermissions,
  resolvedHostLens,
  slotHover,
} from './hosts/in-place.ts';
import { mendHost } from './hosts/mend.ts';
import { createModules } from './hosts/modules.ts';
import { partsOf } from './hosts/parts.ts';
import { hostTokens } from './hosts/tokens.ts';
import { createPolicyService, type Finding, type PolicyService, type ServiceOptions } from './service.ts';

/** A host file that is open. Its parts are read when something is asked of it, and again after a change. */
interface HostFile {
  readonly name: HostName;
  text: TextDocument;
  settings: Settings;
  parts: readonly OpenPart[] | undefined;
  composed: Composed | undefined;
}

/**
 * The service, for files of other languages too: what is asked of one is asked of the texts in it, each as a document of its own,
 * and the answers count in the file. A broken file says nothing. Whatever has no meaning there answers as for a file that is not open.
 */
export function createHostedService(options: ServiceOptions = {}): PolicyService {
  const own = createPolicyService(options);
  /** The parts of all host files. */
  const inner = createPolicyService(options);
  const files = new Map<string, HostFile>();
  const ready = new Set<HostName>();
  let count = 0;

  const forget = (file: HostFile) => {
    for (const { uri } of file.parts ?? []) inner.close(uri);
    file.parts = undefined;
    // What a file says may fill the slots of those beside it.
    for (const each of files.values()) each.composed = undefined;
  };
  const modules = createModules((uri) => files.get(uri)?.text.getText());
  const composedOf = (uri: string): Composed | undefined => {
    const file = files.get(uri);
    if (!file || (HOSTS[file.name].load && !ready.has(file.name))) return undefined;
    const values = file.name === 'terraform' ? modules.valuesFor(uri) : undefined;
    return (file.composed ??= composed(uri, file.name, file.text.getText(), values));
  };
  const partsIn = (file: HostFile): readonly OpenPart[] => {
    const { load, read } = HOSTS[file.name];
    if (load && !ready.has(file.name)) return [];
    file.parts ??= partsOf(read(file.text.getText()) ?? []).map((part) => {
      const uri = `ocipolicy-part:/${++count}`;
      inner.open(uri, part.text);
      inner.configure(uri, file.settings);
      return { ...part, uri, document: inner.documents.get(uri) as PolicyDocument };
    });
    return file.parts;
  };
  /** Asks about a place of a host file: the part that it is in, and where in that. */
  const at = <Answer>(
    uri: string,
    position: Position,
    ask: (part: OpenPart, position: Position, file: HostFile) => Answer,
  ): Answer | undefined => {
    const file = files.get(uri);
    if (!file) return undefined;
    const offset = file.text.offsetAt(position);
    for (const part of partsIn(file)) {
      const found = partOffset(part, offset);
      if (found !== undefined) return ask(part, placeOf(part.document, found), file);
    }
    return undefined;
  };

  return {
    ...own,
    get everywhere() {
      return own.everywhere;
    },
    open: (uri, text, language) => {
      const name = hostOf(uri, language);
      const before = files.get(uri);
      if (before) forget(before);
      if (!name) {
        files.delete(uri);
        return own.open(uri, text);
      }
      const settings = before?.settings ?? DEFAULT_SETTINGS;
      files.set(uri, {
        name,
        text: TextDocument.create(uri, name, 0, text),
        settings,
        parts: undefined,
        composed: undefined,
      });
      modules.changed(uri);
    },
    ready: (uri) => {
      const name = files.get(uri)?.name;
      const loading = name && !ready.has(name) ? HOSTS[name].load?.() : undefined;
      return name && loading?.then(() => void ready.add(name));
    },
    change: (uri, changes) => {
      const file = files.get(uri);
      if (!file) return own.change(uri, changes);
      forget(file);
      file.text = TextDocument.update(file.text, [...changes], file.text.version + 1);
      modules.changed(uri);
    },
    close: (uri) => {
      const file = files.get(uri);
      if (!file) return own.close(uri);
      forget(file);
      files.delete(uri);
      modules.changed(uri);
    },
    file: (uri, text) => {
      if (hostOf(uri) !== 'terraform') return own.file(uri, text);
      modules.tell(uri, text);
      for (const each of files.values()) each.composed = undefined;
    },
    configure: (uri, settings) => {
      const file = files.get(uri);
      if (!file) return own.configure(uri, settings);
      file.settings = settings;
      for (const part of file.parts ?? []) inner.configure(part.uri, settings);
    },
    settingsOf: (uri) => files.get(uri)?.settings ?? own.settingsOf(uri),
    findings: (uri) => {
      const file = files.get(uri);
      if (!file) return own.findings(uri);
      const parts = partsIn(file);
      const all = parts.flatMap(({ places }) => places.map(({ embedded }) => embedded));
      const isIgnored = ignoredIn(file.text.getText(), file.name, all);
      const lineOf = (finding: Finding) => {
        const at = file.text.offsetAt(finding.range.start);
        const own = all.find(({ hostStart, hostEnd }) => hostStart <= at && at <= hostEnd);
        return file.text.positionAt(own?.hostStart ?? at).line;
      };
      return parts
        .flatMap((part) => findingsOf(part, file, inner))
        .filter((finding) => !isIgnored(finding, lineOf(finding)))
        .sort((a, b) => file.text.offsetAt(a.range.start) - file.text.offsetAt(b.range.start));
    },
    codeActions: (uri, range, asked) => {
      const file = files.get(uri);
      if (!file) return own.codeActions(uri, range, asked);
      if (asked.only?.some((kind) => kind === FIX_ALL || FIX_ALL.startsWith(`${kind}.`)))
        return fixAll(uri, file, options);
      const [from, to] = [file.text.offsetAt(range.start), file.text.offsetAt(range.end)];
      return partsIn(file).flatMap((part) => {
        if (part.silent) return [];
        const near = part.places.filter(
          ({ embedded }) => embedded.hostStart <= to && from <= embedded.hostEnd,
        );
        const format =
          asked.only && !asked.only.some((kind) => 'refactor.rewrite'.startsWith(kind))
            ? []
            : formatAction(part, [from, to], { uri, lines: file.text, locale: options.locale ?? 'en' });
        const actions = near.flatMap(({ embedded }) => {
          const within = (offset: number) =>
            placeOf(
              part.document,
              partOffset(part, Math.max(embedded.hostStart, Math.min(embedded.hostEnd, offset))) ?? 0,
            );
          return inner
            .codeActions(part.uri, { start: within(from), end: within(to) }, { ...asked, resolves: false })
            .flatMap((action) => hostAction(part, action, uri, file.text) ?? []);
        });
        return [...actions, ...format];
      });
    },
    mended: (uri) => {
      const file = files.get(uri);
      return file ? mendHost(file.text.getText(), file.name, file.settings) : own.mended(uri);
    },
    hover: (uri, position) => {
      const file = files.get(uri);
      if (!file) return own.hover(uri, position);
      if (file.name === 'terraform' && ready.has('terraform')) {
        const asked = { values: modules.valuesFor(uri), lines: file.text, locale: options.locale ?? 'en' };
        const slot = slotHover(partsIn(file), file.text.offsetAt(position), asked);
        if (slot) return slot;
      }
      return at(uri, position, (part, place, { text }) => {
        const hover = inner.hover(part.uri, place);
        const range = hover?.range && hostRange(part, hover.range, text);
        return hover && range ? { ...hover, range } : undefined;
      });
    },
    completion: (uri, position, supported) => {
      if (!files.has(uri)) return own.completion(uri, position, supported);
      const list = at(uri, position, (part, place, { text }) =>
        hostCompletion(part, inner.completion(part.uri, place, supported), text),
      );
      return list ?? { isIncomplete: false, items: [] };
    },
    hosted: {
      composed: (uri, text) => {
        const file = files.get(uri);
        if (text === undefined || !file) return composedOf(uri);
        return composed(uri, file.name, text, file.name === 'terraform' ? modules.valuesFor(uri) : undefined);
      },
      extracted: (uri) => {
        const file = files.get(uri);
        return file && formattedText(composed(uri, file.name, file.text.getText()).document);
      },
      tokens: (uri) => {
        const file = files.get(uri);
        return file && hostTokens(partsIn(file), file.text);
      },
      lenses: (uri) => {
        const found = composedOf(uri);
        return found && hostLenses(found, uri);
      },
      resolvedLens: (lens, asked) => {
        const { uri } = (lens.data ?? {}) as { uri?: string };
        const found = uri === undefined ? undefined : composedOf(uri);
        return found && uri !== undefined ? resolvedHostLens(lens, found, uri, asked) : undefined;
      },
      permissions: (uri, position) => {
        const found = composedOf(uri);
        return found && hostPermissions(found, uri, position);
      },
      definitions: (uri, position) => {
        const found = composedOf(uri);
        return found && hostDefinitions(found, uri, position, own.everywhere, modules.beside(uri));
      },
    },
    signatureHelp: (uri, position, asked) =>
      files.has(uri)
        ? at(uri, position, (part, place) => inner.signatureHelp(part.uri, place, asked))
        : own.signatureHelp(uri, position, asked),
  };
}

function placeOf(document: PolicyDocument, offset: number): Position {
  const item = itemAt(document, offset);
  return item ? positionIn(item, offset - item.start) : { line: 0, character: 0 };
}

function findingsOf(part: OpenPart, { text }: HostFile, inner: PolicyService): Finding[] {
  if (part.silent) return [];
  const isSure = part.places.every(({ embedded }) => embedded.sure);
  const isWhole = part.places.every(({ embedded }) => embedded.whole);
  const isOurs = part.places.every(({ embedded }) => embedded.kind === 'document');
  return inner.findings(part.uri).flatMap((finding) => {
    // The host fills its slots; and what a list does not show may define what its statements name.
    if (!isOurs && finding.code === 'template-variable') return [];
    if (!isWhole && finding.code === 'alias-undefined') return [];
    const range = hostRange(part, finding.range, text);
    return range ? [{ ...finding, range, ...(isSure ? {} : { severity: 'hint' as const }) }] : [];
  });
}

function fixAll(
  uri: string,
  { text, name, settings }: HostFile,
  { locale = 'en' }: ServiceOptions,
): CodeAction[] {
  const { edits } = mendHost(text.getText(), name, settings);
  if (edits.length === 0) return [];
  const changes = edits.map(({ start, end, text: newText }) => ({
    range: { start: text.positionAt(start), end: text.positionAt(end) },
    newText,
  }));
  return [{ title: title(locale, 'fixAll'), kind: FIX_ALL, edit: { changes: { [uri]: changes } } }];
}
