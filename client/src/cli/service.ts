import type { PolicyService, ServiceOptions } from '../../../server/src/features/service.ts';

/** The part of the language service that the command line uses. */
export interface Service extends Pick<
  PolicyService,
  'open' | 'close' | 'configure' | 'findings' | 'mended' | 'formatted' | 'converted'
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
  service.open(uri, text);
  try {
    return ask(uri);
  } finally {
    service.close(uri);
  }
}
