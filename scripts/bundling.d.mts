import type { BuildOptions } from 'esbuild';

/** What esbuild is told wherever our sources are bundled. */
export function bundling(platform: 'node' | 'browser'): Pick<BuildOptions, 'loader' | 'alias' | 'define'>;
