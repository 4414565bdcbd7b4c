import type { BuildOptions, Plugin } from 'esbuild';

/** What esbuild is told wherever our sources are bundled. */
export function bundling(
  platform: 'node' | 'browser',
): Pick<BuildOptions, 'loader' | 'alias' | 'define'> & { readonly plugins: Plugin[] };

/** The bytes of a file as the programs import it: packed, in base64. */
export function packed(bytes: Uint8Array): string;
