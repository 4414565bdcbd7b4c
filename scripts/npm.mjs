import { Missing } from './missing.mjs';
import { lastLines, onPath, run } from './run.mjs';

/**
 * Runs npm and demands success.
 * @param args npm's arguments
 * @param options `cwd`; `node`: the Node that runs npm and its install scripts, by default this one; `why`: what the
 * person loses when it fails, the beginning of the message; `env`: more variables.
 * @throws Missing when there is no npm or it fails.
 */
export async function npm(args, { cwd, node = process.execPath, why, env = {}, quiet = true }) {
  const cli = process.env.npm_execpath;
  const [program, first, shell] = cli?.endsWith('npm-cli.js')
    ? [node, [cli], false]
    : [onPath('npm'), [], process.platform === 'win32'];
  if (!program) throw new Missing(`${why}: npm is not on PATH. It comes with Node from https://nodejs.org.`);
  const { code, output } = await run(program, [...first, ...args], {
    cwd,
    env: { ...outsideOfScripts(process.env), ...env },
    quiet,
    shell,
  });
  if (code === 0) return;
  const advice = unreachable.test(output)
    ? 'The package registry was not reached or lacks a package: see `npm config get registry` and your network.'
    : 'What npm said is above.';
  throw new Missing(`${quiet ? `${lastLines(output)}\n` : ''}${why}: npm ${args[0]} failed. ${advice}`);
}

const unreachable =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ETARGET|E40[134])\b/;

/** npm gives its scripts variables that point at this package; an npm started in another folder must not see them. */
function outsideOfScripts(env) {
  const mine = ([name]) =>
    /^npm_(package|lifecycle)_|^npm_config_local_prefix$|^(INIT_CWD|npm_command)$/.test(name);
  return Object.fromEntries(Object.entries(env).filter((entry) => !mine(entry)));
}
