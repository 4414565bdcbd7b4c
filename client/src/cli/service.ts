import type { PolicyService, ServiceOptions } from '../../../server/src/features/service.ts';

/** What tells the faults of policy files. */
export type Checker = Pick<PolicyService, 'open' | 'ready' | 'close' | 'configure' | 'findings'>;

/** The part of the language service that the command line uses. */
export interface Service extends Checker, Pick<PolicyService, 'mended' | 'formatted' | 'converted'> {
  tree(uri: string): unknown;
}

/** Makes the service; called only by commands that need it, since it is what takes time to start. */
export interface LoadService {
  (options: ServiceOptions): Promise<Service>;
  /** Its checks alone: these are there sooner, and know nothing of files of other languages. */
  (options: ServiceOptions, only: 'checks'): Promise<Checker>;
}

/** Opens a text for as long as `ask` takes: the service then holds one text at a time, however many are checked. */
export function withText<Answer>(
  service: Checker,
  { uri, text }: { readonly uri: string; readonly text: string },
  ask: (uri: string) => Answer,
): Answer {
  // What is asked here is asked of policy files, whatever their names end in.
  service.open(uri, text, 'ocipolicy');
  try {
    return ask(uri);
  } finally {
    service.close(uri);
  }
}

/** The same for files of other languages too, in which texts of ours stand: the ending of its name tells what a file is. */
export async function withHost<Answer>(
  service: Checker,
  { uri, text }: { readonly uri: string; readonly text: string },
  ask: (uri: string) => Answer,
): Promise<Answer> {
  service.open(uri, text);
  try {
    await service.ready?.(uri);
    return ask(uri);
  } finally {
    service.close(uri);
  }
}
