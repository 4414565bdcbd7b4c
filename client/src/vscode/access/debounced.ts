import type { Disposable } from 'vscode';

/** Work that is done once, when it has not been asked for again for a while. */
export interface Debounced extends Disposable {
  soon(): void;
}

/** @param pause the while, in milliseconds; asked for anew each time */
export function debounced(pause: () => number, work: () => void): Debounced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    soon: () => {
      clearTimeout(timer);
      timer = setTimeout(work, pause());
    },
    dispose: () => clearTimeout(timer),
  };
}
