import type { PolicyService, ServiceOptions } from '../../../server/src/features/service.ts';

/** The part of the language service that the command line uses. */
export interface Service extends Pick<
  PolicyService,
  'open' | 'ready' | 'close' | 'configure' | 'findings' | 'mended' | 'formatted' | 'converted'
> {
  tree(uri: string): unknown;
}

/** Makes the service; called only by commands that need it, since it is what takes time to start. */
export type LoadService = (options: ServiceOptions) => Promise<Service>;

/** Opens a text for as long as `ask` takes: the service then holds one text at a time, however many are checked. */
export function withText<Answer>(
  service: Service,
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
  service: Service,
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
